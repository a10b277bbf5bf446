import { codec, day, id, list, oneOf, text, type View, whole } from "../../router/codec";
import { books, flag, level, type Parameters } from "../../router/parameters";

const fields = {
  ...books,
  as_of: day,
  min_overdue: text,
  min_days_overdue: whole(0, 36_500),
  salesperson_id: id,
  partner_id: id,
  partner_ids: text,
  exclude_partner_ids: list,
  partner_level: level,
  ignore_pending: flag,
  sort: oneOf(
    "name",
    "-name",
    "amount_due",
    "-amount_due",
    "amount_overdue",
    "-amount_overdue",
    "oldest_due",
    "-oldest_due",
  ),
} satisfies Parameters<"/v1/statement-runs/preview">;
/** Parameters without a control: the person can only remove them. */
export const FIXED = [
  "companies",
  "salesperson_id",
  "partner_id",
  "partner_ids",
  "partner_level",
] as const;
export const previewCodec = codec(fields);
export type PreviewView = View<typeof fields>;

export const previewHref = (view: PreviewView) => `/c/statements/new${previewCodec.write(view)}`;
