import { codec, day, id, oneOf, text, type View } from "../../router/codec";

const filters = {
  company_id: id,
  companies: text,
  side: oneOf("receivable", "payable"),
  date_from: day,
  date_to: day,
  currency: text,
};
const fields = { ...filters, tab: oneOf("statement", "open") };

export const apiCodec = codec(filters);
export const partnerCodec = codec(fields);
export type PartnerView = View<typeof fields>;

export const partnerPage = (id: string, view: PartnerView) =>
  `/c/partners/${id}${partnerCodec.write(view)}`;

export const statementUrl = (id: string, view: PartnerView) =>
  `/v1/partners/${id}/statement${apiCodec.write(view)}`;

/** The open items of the partner on the last day of the statement. */
export function openItemsUrl(id: string, { company_id, companies, side, date_to }: PartnerView) {
  const sideName = side === "payable" ? "payables" : "receivables";
  const items = codec({
    company_id: filters.company_id,
    companies: text,
    as_of: day,
    partner_id: text,
  });
  return `/v1/${sideName}/open-items${items.write({ company_id, companies, as_of: date_to, partner_id: id })}`;
}
