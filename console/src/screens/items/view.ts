/** The filter of open items in the URL: every parameter that the API's own links may carry. */
import { codec, day, id, oneOf, text, type View } from "../../router/codec";

const filters = {
  company_id: id,
  companies: text,
  as_of: day,
  bucket: text,
  buckets: text,
  aged_by: oneOf("due_date", "invoice_date"),
  partner_id: id,
  partner_ids: text,
  partner_level: text,
  account_prefix: text,
  account_type: text,
  account_ids: text,
  currency: text,
  currencies: text,
  salesperson_id: id,
  salesperson_ids: text,
  document_type: text,
  document_type_ids: text,
  partner_tag_id: id,
  partner_tag_ids: text,
  due_from: day,
  due_to: day,
  invoiced_from: day,
  invoiced_to: day,
};

const fields = {
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
};

export type FilterName = keyof typeof filters;
export const FILTER_NAMES = Object.keys(filters) as FilterName[];
export const itemsCodec = codec(fields);
export type ItemsView = View<typeof fields>;

/** Filters that the others need: without them the page would show other books or another day. */
const NEEDED: readonly FilterName[] = ["company_id", "companies", "as_of", "buckets", "aged_by"];

export function canBeRemoved(name: FilterName): boolean {
  return !NEEDED.includes(name);
}
