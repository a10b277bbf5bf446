/** The state of an ageing in the URL, and the request that it stands for. */
import { codec, list, oneOf, text, type View } from "../../router/codec";
import { look, openItems, type Parameters } from "../../router/parameters";
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

const parameters = {
  ...openItems,
  group_by: oneOf(...GROUPS),
  buckets: text,
  aged_by: oneOf(...AGED_BY),
  sort: oneOf("total", "-total", "name", "-name"),
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
  "currency",
  "salesperson_id",
  "document_type",
  "partner_tag_id",
] as const satisfies readonly (keyof AgeingView)[];

/** Parameters whose values are chosen from a list of the API. */
export const CATALOGUE = [
  "salesperson_ids",
  "partner_tag_ids",
  "currencies",
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
export const DEFAULTS = { group_by: "partner", aged_by: "due_date" } as const;
