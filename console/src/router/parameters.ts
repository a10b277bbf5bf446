/** Query parameters that several reports take, under the API's own names. */
import type { paths } from "../api/schema";
import { codec, day, type Field, id, list, oneOf, text } from "./codec";

type QueryOf<Path extends keyof paths> = paths[Path] extends {
  get: { parameters: { query?: infer Query } };
}
  ? NonNullable<Query>
  : never;

/**
 * Every parameter of a report but those of pages: `satisfies` makes a codec that lacks one, or has
 * one that the API does not know, fail to compile.
 */
export type Parameters<Path extends keyof paths> = Record<
  Exclude<keyof QueryOf<Path>, "limit" | "cursor">,
  Field<unknown>
>;

/** How a report is shown; the API does not know it, but saved views keep it. */
export const look = {
  columns: list,
  density: oneOf("compact", "normal", "comfortable"),
};
export const lookCodec = codec(look);

export const flag = oneOf("true", "false");

export const books = { company_id: id, companies: text };

export const level = oneOf("commercial", "contact");

/** The parameters that choose open items. */
export const openItems = {
  ...books,
  as_of: day,
  partner_id: id,
  partner_ids: text,
  partner_level: level,
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
};

/** The parameters that choose journal items of a period. */
export const ledger = {
  ...books,
  date_from: day,
  date_to: day,
  q: text,
  account_prefix: text,
  account_type: text,
  account_ids: text,
  journal_ids: text,
  partner_id: id,
  partner_level: level,
  include_drafts: flag,
};
