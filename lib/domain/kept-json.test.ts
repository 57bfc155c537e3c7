import { expect, test, vi } from "vitest";
import { jsonOf, keepJson } from "./kept-json.ts";

test("the JSON of a kept value is made once, and every answer with it reads as JSON.stringify has it", () => {
  const toJSON = vi.fn(() => [1, { a: "ü \u2028" }]);
  const data = keepJson({ toJSON });
  const bodies = [
    { data, meta: { latency: "1ms" } },
    { first: null, data, 'qu"oted': undefined, last: [undefined] },
  ];
  const expected = bodies.map((body) => JSON.stringify(body));
  toJSON.mockClear();
  expect(bodies.map(jsonOf)).toEqual(expected);
  expect(bodies.map(jsonOf)).toEqual(expected);
  expect(toJSON).toHaveBeenCalledOnce();
  expect(jsonOf({ data: [1] })).toBe('{"data":[1]}');
});
