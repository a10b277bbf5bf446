import { codec, day, oneOf, text, type View } from "../../router/codec";
import { books, level, look, openItems, type Parameters } from "../../router/parameters";

const filters = {
  ...books,
  partner_level: level,
  side: oneOf("receivable", "payable"),
  date_from: day,
  date_to: day,
  currency: text,
} satisfies Parameters<"/v1/partners/{id}/statement">;
const fields = { ...filters, ...look, tab: oneOf("statement", "open", "notes") };

export const apiCodec = codec(filters);
export const partnerCodec = codec(fields);
export type PartnerView = View<typeof fields>;

export const partnerPage = (id: string, view: PartnerView) =>
  `/c/partners/${id}${partnerCodec.write(view)}`;

export const statementUrl = (id: string, view: PartnerView) =>
  `/v1/partners/${id}/statement${apiCodec.write(view)}`;

const itemsCodec = codec(openItems);

/** The open items of the partner on the last day of the statement. */
export function openItemsUrl(id: string, view: PartnerView) {
  const { company_id, companies, partner_level, side, date_to, currency } = view;
  const items = { company_id, companies, partner_level, currency, as_of: date_to, partner_id: id };
  return `/v1/${side === "payable" ? "payables" : "receivables"}/open-items${itemsCodec.write(items)}`;
}
