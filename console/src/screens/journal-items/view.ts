import { codec, id, oneOf, text, type View } from "../../router/codec";
import { ledger, look, type Parameters } from "../../router/parameters";

const parameters = {
  ...ledger,
  move_id: id,
  currency: text,
  sort: oneOf("date", "-date"),
} satisfies Parameters<"/v1/journal-items">;
const fields = { ...parameters, ...look };

export const parameterCodec = codec(parameters);
export const itemsCodec = codec(fields);
export type ItemsView = View<typeof fields>;

export const itemsHref = (view: ItemsView) => `/c/journal-items${itemsCodec.write(view)}`;
