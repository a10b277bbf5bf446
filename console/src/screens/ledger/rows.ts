/** The rows of the general ledger: accounts, and below an unfolded account its items. */
import type { Answer, Problem, Schema } from "../../api/answers";
import type { ListState } from "../../api/list";

export type Accounts = Answer<"/v1/ledger/trial-balance">;
export type Lines = Answer<"/v1/ledger/general-ledger">;
export type Account = Accounts["data"][number];
export type Line = Schema<"LedgerRow">;

export type Row =
  | { kind: "account"; key: string; account: Account; open: boolean }
  | { kind: "line"; key: string; line: Line }
  | { kind: "loading"; key: string }
  | { kind: "problem"; key: string; problem: Problem }
  | { kind: "more"; key: string; account: number };

function lineRows(account: number, state: ListState<Lines>): Row[] {
  const key = String(account);
  const lines = state.rows.filter((line) => line.kind === "line");
  const rows = lines.map((line): Row => ({ kind: "line", key: `${key}/${line.line_id}`, line }));
  const next = state.pages.at(-1)?.next;
  if (state.problem) rows.push({ kind: "problem", key: `${key}/problem`, problem: state.problem });
  else if (state.pages.length === 0) rows.push({ kind: "loading", key: `${key}/loading` });
  else if (next) rows.push({ kind: "more", key: `${key}/more`, account });
  return rows;
}

export function ledgerRows(
  accounts: readonly Account[],
  open: ReadonlySet<string>,
  linesOf: (account: number) => ListState<Lines>,
): Row[] {
  return accounts.flatMap((account): Row[] => {
    const id = account.account_id;
    const unfolded = id !== null && open.has(String(id));
    const row: Row = {
      kind: "account",
      key: String(id ?? account.code),
      account,
      open: unfolded,
    };
    return unfolded ? [row, ...lineRows(id, linesOf(id))] : [row];
  });
}
