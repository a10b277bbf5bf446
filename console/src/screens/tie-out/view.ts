import { codec, day, id, text, type View } from "../../router/codec";
import { books, level, type Parameters } from "../../router/parameters";

const fields = {
  ...books,
  as_of: day,
  partner_id: id,
  partner_level: level,
  account_prefix: text,
  account_type: text,
  account_ids: text,
} satisfies Parameters<"/v1/receivables/tie-out">;
export const tieCodec = codec(fields);
export type TieView = View<typeof fields>;

/** Parameters without a control: the person can only remove them. */
export const FIXED = [
  "companies",
  "partner_id",
  "partner_level",
  "account_prefix",
  "account_type",
  "account_ids",
] as const;
