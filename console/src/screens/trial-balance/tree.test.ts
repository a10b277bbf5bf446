import { expect, test } from "vitest";
import type { Schema } from "../../api/answers";
import { treeOf } from "./tree";

type TrialBalanceRow = Schema<"TrialBalanceRow">;

const row = (code: string, level: number | null, account_id: number | null) =>
  ({ code, level, account_id }) as TrialBalanceRow;

const rows = [
  row("1", 1, null),
  row("12", 2, null),
  row("121201", null, 7),
  row("121202", null, 8),
  row("14", 2, null),
  row("141101", null, 9),
  row("4", 1, null),
  row("42", 2, null),
  row("421201", null, 10),
];

const codes = (turned: string[]) =>
  treeOf(rows, 2, new Set(turned)).map(({ row: each, depth }) => `${depth}:${each.code}`);

test("groups are open down to the deepest level, whose accounts are folded", () => {
  expect(codes([])).toEqual(["0:1", "1:12", "1:14", "0:4", "1:42"]);
});

test("a click unfolds one group, another one folds it with everything in it", () => {
  expect(codes(["g12"])).toEqual(["0:1", "1:12", "2:121201", "2:121202", "1:14", "0:4", "1:42"]);
  expect(codes(["g12", "g1"])).toEqual(["0:1", "0:4", "1:42"]);
});

test("an account has nothing to unfold", () => {
  const account = treeOf(rows, 2, new Set(["g12"])).find((node) => node.key === "7");
  expect(account?.open).toBeUndefined();
});

test("codes with separators nest by their parts, not by their digits", () => {
  const parts = [
    row("1", 1, null),
    row("1.1", 2, null),
    row("1.1.01", null, 7),
    row("1.10", 2, null),
    row("1.10.01", null, 8),
  ];
  const depths = treeOf(parts, 2, new Set(["g1.1", "g1.10"])).map((node) => node.depth);
  expect(depths).toEqual([0, 1, 2, 1, 2]);
});
