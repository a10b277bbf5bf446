import { codec, day, id, list, oneOf, text, type View } from "../../router/codec";

const filters = {
  company_id: id,
  companies: text,
  date_from: day,
  date_to: day,
  by: oneOf("account", "level"),
  digits: oneOf("1", "2", "3", "4", "5"),
  compare: oneOf("months", "years"),
  compare_periods: oneOf("1", "2", "3", "4", "6", "12"),
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
export const trialCodec = codec(fields);
export type TrialFilters = View<typeof filters>;
export type TrialView = View<typeof fields>;

/** A tree of three levels if the URL says nothing. */
export function asked(view: TrialFilters): TrialFilters {
  const by = view.by ?? "level";
  const digits = by === "level" ? (view.digits ?? "3") : undefined;
  const compare_periods = view.compare ? view.compare_periods : undefined;
  return { ...view, by, digits, compare_periods };
}

export const DEFAULTS = {
  by: "level",
  digits: "3",
  include_drafts: "false",
  opening: "fiscal_year",
  compare_periods: "1",
};

export const trialHref = (view: TrialView) => `/c/trial-balance${trialCodec.write(view)}`;
export const trialUrl = (view: TrialFilters) =>
  `/v1/ledger/trial-balance${filterCodec.write(asked(view))}`;
