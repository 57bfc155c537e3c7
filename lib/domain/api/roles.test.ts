import { expect, test } from "vitest";
import { mayActAs, ROLES } from "./roles.ts";

test("an admin may act as everybody, and everybody as a viewer", () => {
  for (const role of ROLES) {
    expect(mayActAs(["admin"], role)).toBe(true);
    expect(mayActAs([role], "viewer")).toBe(true);
  }
});

test("privacy officers and operators do not stand in for each other", () => {
  expect(mayActAs(["operator"], "privacy_officer")).toBe(false);
  expect(mayActAs(["privacy_officer"], "operator")).toBe(false);
  expect(mayActAs(["viewer", "operator"], "operator")).toBe(true);
});

test("without a role nothing is allowed", () => {
  expect(mayActAs([], "viewer")).toBe(false);
});
