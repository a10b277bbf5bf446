// @vitest-environment jsdom
import { expect, test } from "vitest";
import { go } from ".";
import { documentHref, pageOf, withoutDocument } from "./pages";

test("a URL of the API leads to the page that shows its rows", () => {
  expect(pageOf("/v1/receivables/open-items?company_id=1&bucket=1-30")).toBe(
    "/c/receivables/items?company_id=1&bucket=1-30",
  );
  expect(pageOf("/v1/payables/tie-out?as_of=2026-11-30")).toBe(
    "/c/payables/tie-out?as_of=2026-11-30",
  );
  expect(pageOf("/v1/journal-items?account_ids=12")).toBe("/c/journal-items?account_ids=12");
  expect(pageOf("/v1/partners/7/statement?company_id=1")).toBe("/c/partners/7?company_id=1");
});

test("URLs without a page lead nowhere", () => {
  expect(pageOf("/v1/journal-items/7")).toBeUndefined();
  expect(pageOf("https://odoo.example/")).toBeUndefined();
  expect(pageOf(null)).toBeUndefined();
});

test("a document opens over the present page and leaves it as it was", () => {
  go("/c/receivables?company_id=1&buckets=30,60");
  expect(pageOf("/v1/documents/9")).toBe("/c/receivables?company_id=1&buckets=30,60&doc=9");
  go(documentHref(9));
  expect(documentHref(12)).toBe("/c/receivables?company_id=1&buckets=30,60&doc=12");
  expect(withoutDocument()).toBe("/c/receivables?company_id=1&buckets=30,60");
});
