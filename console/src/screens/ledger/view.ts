/** The filter that all ledgers share, in the URL, and the requests that it stands for. */
import { codec, day, id, list, oneOf, text, type View } from "../../router/codec";

const filters = {
  company_id: id,
  companies: text,
  date_from: day,
  date_to: day,
  account_prefix: text,
  account_type: text,
  account_ids: text,
  journal_ids: text,
  partner_id: id,
  partner_level: text,
  include_drafts: oneOf("true", "false"),
  opening: oneOf("fiscal_year", "cumulative"),
};

const fields = { ...filters, open: list };

export const filterCodec = codec(filters);
export const ledgerCodec = codec(fields);
export type LedgerFilters = View<typeof filters>;
export type LedgerView = View<typeof fields>;

export const ledgerHref = (view: LedgerView) => `/c/ledger${ledgerCodec.write(view)}`;

/** The accounts, each with its balances. */
export const accountsUrl = (view: LedgerFilters) =>
  `/v1/ledger/trial-balance${filterCodec.write(view)}`;

/** The items of one account with their running balance. */
export const linesUrl = (view: LedgerFilters, account: number) =>
  `/v1/ledger/general-ledger${filterCodec.write({ ...view, account_ids: String(account), account_prefix: undefined, account_type: undefined })}`;
