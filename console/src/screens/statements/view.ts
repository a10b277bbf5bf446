import type { Schema } from "../../api/answers";
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

/** The customer whose mail stands over the page. */
export const letterCodec = codec({ letter: id });

const letterParameters = codec({
  ...books,
  as_of: day,
  partner_level: level,
  ignore_pending: flag,
  format: text,
  locale: text,
  subject: text,
  note: text,
} satisfies Parameters<"/v1/statement-runs/preview/{partner_id}/letter">);

/** The mail to a customer, as a run of this order would send it. */
export function letterUrl(partner: number, order: Schema<"StatementOrder">): string {
  const { parameters, ...rest } = order;
  const named = Object.entries({ ...parameters, ...rest }).map(([name, value]) => [
    name,
    String(value ?? ""),
  ]);
  // The letter knows fewer parameters than the choice of customers.
  const known = letterParameters.read(new URLSearchParams(named).toString());
  return `/v1/statement-runs/preview/${partner}/letter${letterParameters.write(known)}`;
}
