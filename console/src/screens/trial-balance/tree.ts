/** The trial balance as a tree: groups by their codes, and the accounts in them. */
import type { Schema } from "../../api/answers";

type TrialBalanceRow = Schema<"TrialBalanceRow">;

export interface Node {
  key: string;
  row: TrialBalanceRow;
  depth: number;
  /** Undefined: nothing is below it. */
  open: boolean | undefined;
}

export function keyOf(row: TrialBalanceRow): string {
  return row.account_id === null ? `g${row.code ?? ""}` : String(row.account_id);
}

/** Groups above the deepest level are open, those of the deepest level closed; clicks turn that. */
function isOpen(row: TrialBalanceRow, digits: number, turned: ReadonlySet<string>): boolean {
  const open = (row.level ?? 0) < digits;
  return turned.has(keyOf(row)) ? !open : open;
}

const SEPARATOR = /[^\p{L}\p{N}]/u;

/** Whether a code is below a group: `1.10` is not below `1.1`, but `110` is below `11`. */
function isBelow(code: string, group: string, separated: boolean): boolean {
  if (!code.startsWith(group)) return false;
  return !separated || code === group || SEPARATOR.test(code.charAt(group.length));
}

const isGroup = (row: TrialBalanceRow) => row.account_id === null;

/** Rows come from the API in the order of the tree: a group, then what is in it. */
export function treeOf(
  rows: readonly TrialBalanceRow[],
  digits: number,
  turned: ReadonlySet<string>,
): Node[] {
  const nodes: Node[] = [];
  const path: { code: string; open: boolean }[] = [];
  const separated = rows.some((row) => SEPARATOR.test(row.code ?? ""));
  rows.forEach((row, index) => {
    const code = row.code ?? "";
    while (path.length > 0 && !isBelow(code, path.at(-1)?.code ?? "", separated)) path.pop();
    const visible = path.every((ancestor) => ancestor.open);
    const depth = path.length;
    const next = rows[index + 1];
    const hasRows = isGroup(row) && next !== undefined && isBelow(next.code ?? "", code, separated);
    const open = hasRows ? isOpen(row, digits, turned) : undefined;
    if (visible) nodes.push({ key: keyOf(row), row, depth, open });
    if (isGroup(row)) path.push({ code, open: open ?? true });
  });
  return nodes;
}
