import { codec, day, type View } from "../../router/codec";
import { books, type Parameters } from "../../router/parameters";

const fields = { ...books, as_of: day } satisfies Parameters<"/v1/overview">;
export const overviewCodec = codec(fields);
export type OverviewView = View<typeof fields>;

export const overviewHref = (view: OverviewView) => `/c/${overviewCodec.write(view)}`;
export const overviewUrl = (view: OverviewView) => `/v1/overview${overviewCodec.write(view)}`;
