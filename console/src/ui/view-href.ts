import type { SavedView } from "../api/answers";
import { pageOf } from "../router/pages";

/** Where a saved view leads; undefined if no screen shows its report. */
export function viewHref(view: SavedView): string | undefined {
  return pageOf(view.report_url);
}
