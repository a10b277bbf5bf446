import { codec, day, id, type View, whole } from "../../router/codec";
import { books, level, type Parameters } from "../../router/parameters";

const fields = {
  ...books,
  date_from: day,
  date_to: day,
  partner_id: id,
  partner_level: level,
  top: whole(1, 100),
} satisfies Parameters<"/v1/sales/collections">;
export const collectionsCodec = codec(fields);
export type CollectionsView = View<typeof fields>;

export const collectionsHref = (view: CollectionsView) =>
  `/c/collections${collectionsCodec.write(view)}`;
