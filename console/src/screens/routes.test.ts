// @vitest-environment jsdom
import { expect, test } from "vitest";
import { entryOf, navigation } from "../shell/navigation";
import { routeOf } from "./routes";

test("every entry of the navigation has a screen", () => {
  const missing = navigation().filter((entry) => routeOf(entry.path) === null);
  expect(missing).toEqual([]);
});

test("no two entries have the same key", () => {
  const keys = navigation().flatMap((entry) => entry.key ?? []);
  expect(new Set(keys).size).toBe(keys.length);
});

test("a path below an entry belongs to the longest one", () => {
  const titleOf = (path: string) => entryOf(navigation(), path)?.title;
  expect(titleOf("/c/receivables")).toBe("nav.receivables");
  expect(titleOf("/c/receivables/items")).toBe("nav.items");
  expect(titleOf("/c/receivables/tie-out")).toBe("nav.receivables");
  expect(titleOf("/c/nothing")).toBeUndefined();
});

test("a path names what is shown", () => {
  expect(routeOf("/c/partners/12")?.id).toBe("12");
  expect(routeOf("/c/statements/new")?.id).toBe("");
  expect(routeOf("/c/partners/twelve")).toBeNull();
});
