/** The state of an ageing in the URL, and the request that it stands for. */
import { codec, day, id, list, oneOf, text, type View } from "../../router/codec";

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

const filters = {
  company_id: id,
  as_of: day,
  group_by: oneOf(...GROUPS),
  buckets: text,
  aged_by: oneOf(...AGED_BY),
};

const fields = {
  ...filters,
  sort: oneOf("total", "-total", "name", "-name"),
  open: list,
};

export const ageingCodec = codec(fields);
export const filterCodec = codec(filters);
export type AgeingView = View<typeof fields>;
export type Filters = View<typeof filters>;

export const PATHS = {
  receivable: { page: "/c/receivables", api: "/v1/receivables/ageing" },
  payable: { page: "/c/payables", api: "/v1/payables/ageing" },
} as const;

export function ageingHref(side: Side, view: AgeingView): string {
  return PATHS[side].page + ageingCodec.write(view);
}

/** What is unfolded is not asked of the ageing, so unfolding does not load it again. */
export function ageingUrl(side: Side, view: AgeingView): string {
  return PATHS[side].api + ageingCodec.write({ ...view, open: undefined });
}

/** Debts come first: payables are credits, so their largest debt is the lowest total. */
export function sortOf(side: Side, view: AgeingView): string {
  return view.sort ?? (side === "receivable" ? "-total" : "total");
}

/** What the API takes if the URL leaves it out. */
export const DEFAULTS = { group_by: "partner", aged_by: "due_date" } as const;
