// @vitest-environment jsdom
import { expect, test } from "vitest";
import type { SavedView } from "../api/answers";
import { go } from "../router";
import { firstView, presentationHere, viewHref } from "../ui/view-href";
import { chosen } from "./chooser";
import { stepped, turned } from "./column-order";

const COLUMNS = ["name", "items", "total", "bucket-1"].map((key) => ({ key, title: key }));
const keysOf = (keys: readonly string[] | undefined) => chosen(COLUMNS, keys).map(({ key }) => key);

test("the URL chooses columns and their order; the first one stays", () => {
  expect(keysOf(["total", "items"])).toEqual(["name", "total", "items"]);
  expect(keysOf(undefined)).toHaveLength(4);
});

test("a report never stands without columns", () => {
  expect(keysOf(["gone"])).toHaveLength(4);
});

test("a column that comes back stands before those that usually stand behind it", () => {
  const usual = ["a", "b", "c", "d"];
  expect(turned(["a", "c", "d"], usual, "b")).toEqual(["a", "b", "c", "d"]);
  expect(turned(["d", "a"], usual, "c")).toEqual(["c", "d", "a"]);
  expect(turned(["a", "b"], usual, "d")).toEqual(["a", "b", "d"]);
  expect(turned(["a", "b"], usual, "a")).toEqual(["b"]);
});

test("a column changes places with its neighbour, and stays at the ends", () => {
  expect(stepped(["a", "b", "c"], "b", -1)).toEqual(["b", "a", "c"]);
  expect(stepped(["a", "b", "c"], "b", 1)).toEqual(["a", "c", "b"]);
  expect(stepped(["a", "b"], "a", -1)).toEqual(["a", "b"]);
  expect(stepped(["a", "b"], "b", 1)).toEqual(["a", "b"]);
});

const view = (fields: Partial<SavedView>) =>
  ({ report_url: "/v1/receivables/ageing?buckets=30", presentation: null, ...fields }) as SavedView;

test("a saved view opens as it looked", () => {
  const presentation = {
    columns: [{ key: "total" }],
    density: "compact" as const,
    unfolded: ["7", "12"],
  };
  const href = viewHref(view({ presentation })) ?? "";
  expect(href).toBe("/c/receivables?buckets=30&columns=total&density=compact&open=7,12");
  go(href);
  expect(presentationHere()).toEqual(presentation);
});

test("a private first view wins over a shared one of the same page", () => {
  const shared = view({ id: "s", is_default: true, scope: "shared" });
  const mine = view({ id: "p", is_default: true, scope: "private" });
  const other = view({ id: "o", is_default: true, report_url: "/v1/payables/ageing" });
  expect(firstView([other, shared, mine], "/c/receivables")?.id).toBe("p");
  expect(firstView([other], "/c/receivables")).toBeUndefined();
});
