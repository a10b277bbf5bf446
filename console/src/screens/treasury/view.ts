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

const history = {
  ...balances,
  by: filters.by,
  periods: whole(1, 120),
} satisfies Parameters<"/v1/treasury/history">;

export const treasuryCodec = codec(filters);
const balancesCodec = codec(balances);
const historyCodec = codec(history);
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
/** As many periods before the day as the forecast has after it, unless the URL asks for others. */
export const historyUrl = ({ company_id, companies, as_of, by }: TreasuryView) =>
  `/v1/treasury/history${historyCodec.write({ company_id, companies, as_of, by })}`;
