import type { SavedView, Schema } from "../api/answers";
import { place } from "../router";
import { codec, list } from "../router/codec";
import { pageOf } from "../router/pages";
import { look, lookCodec } from "../router/parameters";

const presented = codec({ ...look, open: list });

/** Where a saved view leads, as it looked; undefined if no screen shows its report. */
export function viewHref({ report_url, presentation }: SavedView): string | undefined {
  const page = pageOf(report_url);
  if (page === undefined || !presentation) return page;
  const { columns, density, unfolded } = presentation;
  const query = presented.write({
    columns: columns?.map(({ key }) => key),
    density: density ?? undefined,
    open: unfolded ?? undefined,
  });
  return page.includes("?") ? page + query.replace("?", "&") : page + query;
}

/** How the present report looks, as a saved view keeps it. */
export function presentationHere(): Schema<"Presentation"> {
  const { columns, density, open } = presented.read(place.value.search);
  return {
    ...(columns ? { columns: columns.map((key) => ({ key })) } : {}),
    ...(density ? { density } : {}),
    ...(open ? { unfolded: [...open] } : {}),
  };
}

/** The density that the present URL asks for. */
export const densityHere = () => lookCodec.read(place.value.search).density ?? null;

/** Of several first views of one page a private one wins. */
export function firstView(views: readonly SavedView[], path: string): SavedView | undefined {
  const first = views.filter(
    (view) => view.is_default && pageOf(view.report_url)?.split("?")[0] === path,
  );
  return first.find(({ scope }) => scope === "private") ?? first[0];
}
