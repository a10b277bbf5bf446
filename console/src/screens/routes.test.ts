// @vitest-environment jsdom
import { beforeEach, expect, test } from "vitest";
import type { Session } from "../api/answers";
import { session } from "../session/session";
import { entryOf, navigation } from "../shell/navigation";
import { ROUTES, routeOf } from "./routes";

const as = (role: Session["role"]) => {
  session.value = { role } as Session;
};

beforeEach(() => as("admin"));

test("every entry of an administrator's navigation has a screen", () => {
  expect(navigation().map((entry) => entry.path)).toContain("/c/people");
  expect(navigation().filter((entry) => routeOf(entry.path) === null)).toEqual([]);
});

test("administration is not shown to others", () => {
  as("operator");
  expect(navigation().map((entry) => entry.path)).not.toContain("/c/people");
});

test("no two entries have the same key or path", () => {
  const keys = navigation().flatMap((entry) => entry.key ?? []);
  expect(keys.length).toBeGreaterThan(8);
  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(ROUTES.map((route) => String(route.path))).size).toBe(ROUTES.length);
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
