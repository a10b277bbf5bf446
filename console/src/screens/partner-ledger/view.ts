import { codec, day, text, type View } from "../../router/codec";
import { books, look, type Parameters } from "../../router/parameters";

const parameters = {
  ...books,
  date_from: day,
  date_to: day,
  partner_ids: text,
  partner_q: text,
  partner_tag_ids: text,
  salesperson_ids: text,
  account_ids: text,
  journal_ids: text,
} satisfies Parameters<"/v1/ledger/partner-ledger">;

const fields = { ...parameters, ...look };

const parameterCodec = codec(parameters);
export const partnerLedgerCodec = codec(fields);
export type PartnerLedgerView = View<typeof fields>;

export const partnerLedgerHref = (view: PartnerLedgerView) =>
  `/c/partner-ledger${partnerLedgerCodec.write(view)}`;
export const partnerLedgerUrl = (view: PartnerLedgerView) =>
  `/v1/ledger/partner-ledger${parameterCodec.write(view)}`;
