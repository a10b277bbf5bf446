import { codec, day, oneOf, type View, whole } from "../../router/codec";
import { books, flag, type Parameters } from "../../router/parameters";

const filters = {
  ...books,
  as_of: day,
  by: oneOf("day", "week", "month"),
  periods: whole(1, 366),
  include_drafts: flag,
  customer_delay: flag,
  include_planned: flag,
} satisfies Parameters<"/v1/treasury/forecast">;
const balances = { ...books, as_of: day } satisfies Parameters<"/v1/treasury/balances">;

export const treasuryCodec = codec(filters);
const balancesCodec = codec(balances);
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
  `/v1/treasury/balances${balancesCodec.write({ company_id, companies, as_of })}`;
