// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import {
  type AgeingView,
  ageingCodec,
  ageingHref,
  ageingUrl,
  DEFAULTS,
} from "../screens/ageing/view";
import { itemsCodec } from "../screens/items/view";
import { withoutDefaults } from "../ui/filters";
import { codec, day, id, list, oneOf } from "./codec";
import { pageOf } from "./pages";

const example = codec({ company_id: id, as_of: day, side: oneOf("a", "b"), open: list });

describe("a view in the URL", () => {
  test("comes back as it was written, in the order of its fields", () => {
    const search = "?company_id=1&as_of=2026-10-31&side=b&open=7,12";
    expect(example.write(example.read(search))).toBe(search);
  });

  test("leaves out what is missing or cannot be read", () => {
    expect(example.read("?company_id=x&as_of=2026-02-30&side=c&open=&other=1")).toEqual({});
    expect(example.write({})).toBe("");
  });

  test("escapes what would end a parameter", () => {
    expect(example.write({ open: ["a&b", "c d"] })).toBe("?open=a%26b,c%20d");
    expect(example.read("?open=a%26b,c%20d")).toEqual({ open: ["a&b", "c d"] });
  });
});

describe("an ageing", () => {
  test("keeps months as buckets readable", () => {
    expect(ageingHref("payable", { buckets: "months:3" })).toBe("/c/payables?buckets=months:3");
  });

  test("is not asked for again when a row is unfolded", () => {
    const view = ageingCodec.read("?company_id=1&open=7,12");
    expect(ageingUrl("receivable", view)).toBe("/v1/receivables/ageing?company_id=1");
  });

  test("leaves defaults out of its links", () => {
    const filters: AgeingView = { group_by: "partner", aged_by: "due_date", buckets: "" };
    expect(ageingHref("receivable", withoutDefaults(filters, DEFAULTS))).toBe("/c/receivables");
  });
});

describe("a figure", () => {
  const url = "/v1/receivables/open-items?company_id=1&bucket=1-30&buckets=30,60&partner_ids=none";

  test("leads to the page of its items with the whole filter", () => {
    const href = pageOf(url) ?? "";
    expect(href).toBe(url.replace("/v1/receivables/open-items", "/c/receivables/items"));
    const view = itemsCodec.read(href.slice(href.indexOf("?")));
    const asked = new URLSearchParams(itemsCodec.write(view));
    expect([...asked].sort()).toEqual([...new URLSearchParams(url.split("?")[1])].sort());
  });

  test("leads nowhere if the API gives no URL for it", () => {
    expect(pageOf(null)).toBeUndefined();
    expect(pageOf("https://elsewhere.example/v1/receivables/open-items")).toBeUndefined();
  });
});
