import { codec, day, id, oneOf, type View, whole } from "../../router/codec";
import { books, level, look, type Parameters } from "../../router/parameters";

export const GROUPS = ["month", "salesperson"] as const;

const parameters = {
  ...books,
  date_from: day,
  date_to: day,
  partner_id: id,
  partner_level: level,
  group_by: oneOf(...GROUPS),
  top: whole(1, 100),
} satisfies Parameters<"/v1/sales/collections">;
const fields = { ...parameters, ...look };

const parameterCodec = codec(parameters);
export const collectionsCodec = codec(fields);
export type CollectionsView = View<typeof fields>;

export const collectionsHref = (view: CollectionsView) =>
  `/c/collections${collectionsCodec.write(view)}`;

export const collectionsUrl = (view: CollectionsView) =>
  `/v1/sales/collections${parameterCodec.write(view)}`;
