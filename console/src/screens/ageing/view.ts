/** The state of an ageing in the URL, and the request that it stands for. */
import { codec, day, type Field, list, oneOf, text, type View } from "../../router/codec";
import { flag, look, openItems, type Parameters } from "../../router/parameters";
import type { CatalogueName } from "../../ui/catalogue";

export type Side = "receivable" | "payable";

export const GROUPS = [
  "partner",
  "contact",
  "salesperson",
  "account",
  "currency",
  "document_type",
  "partner_tag",
] as const;
export type Group = (typeof GROUPS)[number];
export const AGED_BY = ["due_date", "invoice_date"] as const;
export const BUCKETS = ["30,60,90", "30,60,90,120", "15,30,60,90", "months:3", "months:6"] as const;

/** The API knows so many buckets that its choices are a pattern here. */
const sort: Field<string> = {
  read: (value) =>
    /^-?(total|overdue|unapplied|items|name|bucket:\d{1,2})$/.test(value) ? value : undefined,
  write: (value) => value,
};

const parameters = {
  ...openItems,
  group_by: oneOf(...GROUPS),
  buckets: text,
  aged_by: oneOf(...AGED_BY),
  partner_q: text,
  min_total: text,
  overdue_only: flag,
  compare_as_of: day,
  sort,
} satisfies Parameters<"/v1/receivables/ageing">;

const fields = { ...parameters, ...look, open: list };

const parameterCodec = codec(parameters);
export const ageingCodec = codec(fields);
export type AgeingView = View<typeof fields>;

/** Parameters without a control: the person can only remove them. */
export const FIXED = [
  "companies",
  "partner_id",
  "partner_ids",
  "partner_level",
  "account_prefix",
  "account_type",
  "currencies",
  "salesperson_id",
  "document_type",
  "partner_tag_id",
] as const satisfies readonly (keyof AgeingView)[];

/** Parameters whose values are chosen from a list of the API. */
export const CATALOGUE = [
  "salesperson_ids",
  "partner_tag_ids",
  "currency",
  "document_type_ids",
  "account_ids",
] as const satisfies readonly (keyof AgeingView & CatalogueName)[];

export const PATHS = {
  receivable: { page: "/c/receivables", api: "/v1/receivables/ageing" },
  payable: { page: "/c/payables", api: "/v1/payables/ageing" },
} as const;

export function ageingHref(side: Side, view: AgeingView): string {
  return PATHS[side].page + ageingCodec.write(view);
}

/** What is unfolded is not asked of the ageing, so unfolding does not load it again. */
export function ageingUrl(side: Side, view: AgeingView): string {
  return PATHS[side].api + parameterCodec.write(view);
}

/** Debts come first: payables are credits, so their largest debt is the lowest total. */
export function sortOf(side: Side, view: AgeingView): string {
  return view.sort ?? (side === "receivable" ? "-total" : "total");
}

/** What the API takes if the URL leaves it out. */
export const DEFAULTS = {
  group_by: "partner",
  aged_by: "due_date",
  overdue_only: "false",
} as const;
