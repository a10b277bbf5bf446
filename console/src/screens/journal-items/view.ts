import { codec, id, oneOf, text, type View } from "../../router/codec";
import { ledger, type Parameters } from "../../router/parameters";

const fields = {
  ...ledger,
  move_id: id,
  currency: text,
  sort: oneOf("date", "-date"),
} satisfies Parameters<"/v1/journal-items">;
export const itemsCodec = codec(fields);
export type ItemsView = View<typeof fields>;

export const itemsHref = (view: ItemsView) => `/c/journal-items${itemsCodec.write(view)}`;
