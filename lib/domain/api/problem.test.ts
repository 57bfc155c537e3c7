import { expect, test } from "vitest";
import { AppError, type ErrorKind } from "../errors.ts";
import { invalidRequest, pointerTo, problemOf } from "./problem.ts";
import { problemSchema } from "./problem-schema.ts";

const REQUEST = "6f1c2a7e-30ee-4bb5-8a21-0d9b5f7c1a11";

test.each<[ErrorKind, string, number]>([
  ["invalid", "bad-cursor", 400],
  ["invalid", "request-timeout", 408],
  ["invalid", "expired-cursor", 410],
  ["invalid", "body-too-large", 413],
  ["invalid", "unsupported-media-type", 415],
  ["invalid", "method-not-allowed", 405],
  ["unauthenticated", "bad-key", 401],
  ["forbidden", "role-needed", 403],
  ["not-found", "creator-not-found", 404],
  ["conflict", "already-there", 409],
  ["rate-limited", "too-many", 429],
  ["unavailable", "no-documents", 503],
])("%s with code %s is a %i", (kind, code, status) => {
  const problem = problemOf(new AppError(kind, code, "Told in words."), REQUEST);
  expect(problemSchema.safeParse(problem).error).toBeUndefined();
  expect(problem).toMatchObject({ status, code, detail: "Told in words.", instance: `urn:uuid:${REQUEST}` });
  expect(problem.type.endsWith(`/${code}`)).toBe(true);
});

test("an unknown error is a 500 that tells nothing of its inside", () => {
  const problem = problemOf(new Error("SELECT secret FROM table"), REQUEST);
  expect(problem).toMatchObject({ status: 500, code: "internal-error" });
  expect(JSON.stringify(problem)).not.toContain("SELECT");
});

test("wrong fields are listed, each with its pointer", () => {
  const errors = [
    { detail: '"a" must be text.', pointer: "#/a" },
    { detail: '"b" must be a list.', pointer: "#/b" },
  ];
  expect(problemOf(invalidRequest(errors), REQUEST)).toMatchObject({ code: "invalid-request", errors });
});

test("a field that a use case refuses is pointed at", () => {
  const error = new AppError("invalid", "bad-cursor", "The cursor is another's.", { field: "cursor" });
  expect(problemOf(error, REQUEST).errors).toEqual([
    { detail: "The cursor is another's.", pointer: "#/cursor" },
  ]);
});

test("a pointer escapes what RFC 6901 and a URI fragment ask for", () => {
  expect(pointerTo(["a/b", "c~d", 0, "é"])).toBe("#/a~1b/c~0d/0/%C3%A9");
});

test("what ran out of its time is unavailable for now, no matter who noticed it", () => {
  const late = AbortSignal.abort(
    new DOMException("The operation was aborted due to timeout", "TimeoutError"),
  );
  for (const error of [late.reason, Object.assign(new Error("aborted"), { name: "TimeoutError" })])
    expect(problemOf(error, "request-1")).toMatchObject({ status: 503, code: "timed-out" });
});
