import { codec, day, id, oneOf, text, type View } from "../../router/codec";

const filters = {
  company_id: id,
  companies: text,
  as_of: day,
  by: oneOf("day", "week", "month"),
  include_drafts: oneOf("true", "false"),
  customer_delay: oneOf("true", "false"),
  include_planned: oneOf("true", "false"),
};
const books = { company_id: id, companies: text, as_of: day };

export const treasuryCodec = codec(filters);
const booksCodec = codec(books);
export type TreasuryView = View<typeof filters>;

export const DEFAULTS = {
  by: "week",
  include_drafts: "false",
  customer_delay: "false",
  include_planned: "true",
};

export const treasuryHref = (view: TreasuryView) => `/c/treasury${treasuryCodec.write(view)}`;
export const forecastUrl = (view: TreasuryView) =>
  `/v1/treasury/forecast${treasuryCodec.write(view)}`;
export const balancesUrl = ({ company_id, companies, as_of }: TreasuryView) =>
  `/v1/treasury/balances${booksCodec.write({ company_id, companies, as_of })}`;
