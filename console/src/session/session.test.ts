// @vitest-environment jsdom
import { expect, test } from "vitest";
import type { Company } from "../api/answers";
import { defaultCompany } from "./companies";
import { covers } from "./rights";

const companies = [{ id: 3 }, { id: 7 }] as Company[];

test("a report shows the company of last time, else the first", () => {
  expect(defaultCompany(companies, "7")?.id).toBe(7);
  expect(defaultCompany(companies, "9")?.id).toBe(3);
  expect(defaultCompany(companies, null)?.id).toBe(3);
  expect(defaultCompany([], "7")).toBeUndefined();
});

test("a role covers those below it", () => {
  expect(covers("admin", "operator")).toBe(true);
  expect(covers("operator", "operator")).toBe(true);
  expect(covers("viewer", "operator")).toBe(false);
});
