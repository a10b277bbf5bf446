/** The filter that all ledgers share, in the URL, and the requests that it stands for. */
import { codec, list, oneOf, text, type View } from "../../router/codec";
import { ledger, look, type Parameters } from "../../router/parameters";

const parameters = {
  ...ledger,
  opening: oneOf("fiscal_year", "cumulative"),
  currency: text,
} satisfies Parameters<"/v1/ledger/general-ledger">;

const fields = { ...parameters, ...look, open: list };

const parameterCodec = codec(parameters);
/** The accounts have no balances in one currency: only the items below them are filtered by it. */
const accountsCodec = codec({ ...ledger, opening: parameters.opening });
export const ledgerCodec = codec(fields);
export type LedgerFilters = View<typeof parameters>;
export type LedgerView = View<typeof fields>;

export const ledgerHref = (view: LedgerView) => `/c/ledger${ledgerCodec.write(view)}`;

/** The accounts, each with its balances. */
export const accountsUrl = (view: LedgerFilters) =>
  `/v1/ledger/trial-balance${accountsCodec.write(view)}`;

/** The items of one account with their running balance. */
export const linesUrl = (view: LedgerFilters, account: number) =>
  `/v1/ledger/general-ledger${parameterCodec.write({
    ...view,
    account_ids: String(account),
    account_prefix: undefined,
    account_type: undefined,
    q: undefined,
  })}`;
