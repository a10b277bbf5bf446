/** The filter of open items in the URL: every parameter that the API takes. */
import { codec, day, oneOf, text, type View } from "../../router/codec";
import { flag, look, openItems, type Parameters } from "../../router/parameters";
import type { CatalogueName } from "../../ui/catalogue";

const filters = {
  ...openItems,
  bucket: text,
  buckets: text,
  aged_by: oneOf("due_date", "invoice_date"),
  due_from: day,
  due_to: day,
  invoiced_from: day,
  invoiced_to: day,
  journal_ids: text,
  q: text,
  partner_q: text,
  unapplied_only: flag,
  min_amount: text,
  max_amount: text,
};

const parameters = {
  ...filters,
  sort: oneOf(
    "due_date",
    "-due_date",
    "date",
    "-date",
    "partner",
    "-partner",
    "residual",
    "-residual",
  ),
} satisfies Parameters<"/v1/receivables/open-items">;

/** Parameters whose values are chosen from a list of the API. */
export const CATALOGUE = [
  "salesperson_ids",
  "partner_tag_ids",
  "currencies",
  "document_type_ids",
  "account_ids",
  "journal_ids",
] as const satisfies readonly (keyof typeof filters & CatalogueName)[];

export type FilterName = keyof typeof filters;
export const FILTER_NAMES = Object.keys(filters) as FilterName[];
const fields = { ...parameters, ...look };

export const parameterCodec = codec(parameters);
export const itemsCodec = codec(fields);
export type ItemsView = View<typeof fields>;

/** Filters that the others need: without them the page would show other books or another day. */
export const NEEDED: readonly FilterName[] = ["company_id", "companies", "as_of"];
