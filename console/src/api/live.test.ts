// @vitest-environment jsdom
import { expect, test } from "vitest";
import { merged } from "./live";

const row = (id: string, state = "running") => ({ id, state });
const keyOf = ({ id }: { id: string }) => id;
const page = (rows: readonly ReturnType<typeof row>[], next: string | null = null) => ({
  data: rows,
  next,
});

test("known rows change in place, and new ones are counted", () => {
  const now = page([row("c"), row("b", "done"), row("a")]);
  const { rows, added } = merged([row("b"), row("a")], now, keyOf);
  expect(rows).toEqual([row("b", "done"), row("a")]);
  expect(added).toBe(1);
});

test("a row that the whole list no longer has is gone", () => {
  expect(merged([row("b"), row("a")], page([row("a")]), keyOf).rows).toEqual([row("a")]);
  expect(merged([row("a")], page([]), keyOf)).toEqual({ rows: [], added: 0 });
});

test("rows of older pages stay if there are more than the answer has", () => {
  const now = page([row("b")], "next");
  expect(merged([row("b"), row("old")], now, keyOf).rows).toHaveLength(2);
});

test("an older row that moves into the first page is not a new one", () => {
  const now = page([row("new"), row("b"), row("a"), row("older")], "next");
  expect(merged([row("c"), row("b"), row("a")], now, keyOf).added).toBe(1);
});

test("a first page without any known row is all new", () => {
  expect(merged([row("a")], page([row("c"), row("b")], "next"), keyOf).added).toBe(2);
});
