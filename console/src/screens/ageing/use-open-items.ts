import type { AgeingRow, OpenItems } from "../../api/answers";
import { useLists } from "../../api/children";
import type { ListState } from "../../api/list";
import { groupKey } from "./rows";

function itemsUrl(url: string): string {
  const target = new URL(url, location.origin);
  target.searchParams.set("sort", "due_date");
  return target.pathname + target.search;
}

/** The open items of the unfolded rows, each from the URL that its row names. */
export function useOpenItems(
  groups: readonly AgeingRow[],
  open: ReadonlySet<string>,
  version: number,
) {
  // There may be many rows; if none is unfolded they are not looked through.
  const urls = (open.size === 0 ? [] : groups)
    .filter((row) => open.has(groupKey(row)))
    .flatMap((row) => (row.items_url === null ? [] : [itemsUrl(row.items_url)]));
  const { of, behind } = useLists<OpenItems>(urls, version);
  const itemsOf = (row: AgeingRow): ListState<OpenItems> | undefined =>
    row.items_url === null ? undefined : of(itemsUrl(row.items_url)).state.value;
  return { itemsOf, behind };
}
