import { codec, list, oneOf, type View, whole } from "../../router/codec";
import { flag, ledger, look, type Parameters } from "../../router/parameters";

const filters = {
  ...ledger,
  by: oneOf("account", "group", "level"),
  digits: whole(1, 12),
  compare: oneOf("months", "years"),
  compare_periods: whole(1, 12),
  opening: oneOf("fiscal_year", "cumulative"),
  hide_zero: flag,
  results: oneOf("nature", "function", "both"),
} satisfies Parameters<"/v1/ledger/trial-balance">;

const fields = { ...filters, ...look, open: list };

export const filterCodec = codec(filters);
export const trialCodec = codec(fields);
export type TrialFilters = View<typeof filters>;
export type TrialView = View<typeof fields>;

/** A tree of three levels if the URL says nothing. */
export function asked(view: TrialFilters): TrialFilters {
  const by = view.by ?? "level";
  const digits = by === "account" ? undefined : (view.digits ?? (by === "level" ? "3" : undefined));
  const compare_periods = view.compare ? view.compare_periods : undefined;
  return { ...view, by, digits, compare_periods };
}

export const DEFAULTS = {
  by: "level",
  digits: "3",
  include_drafts: "false",
  opening: "fiscal_year",
  hide_zero: "false",
  compare_periods: "1",
};

export const trialHref = (view: TrialView) => `/c/trial-balance${trialCodec.write(view)}`;
export const trialUrl = (view: TrialFilters) =>
  `/v1/ledger/trial-balance${filterCodec.write(asked(view))}`;
