import { useEffect, useMemo } from "preact/hooks";
import type { Ageing, AgeingRow, OpenItems } from "../../api/answers";
import { type ListState, listOf } from "../../api/list";
import { groupKey } from "./rows";

function itemsUrl(url: string): string {
  const target = new URL(url, location.origin);
  target.searchParams.set("sort", "due_date");
  return target.pathname + target.search;
}

/** The open items of the unfolded rows, each from the URL that its row names. */
export function useOpenItems(pages: readonly Ageing[], open: ReadonlySet<string>) {
  const urls = useMemo(
    () =>
      pages
        .flatMap((page) => page.data)
        .filter((row) => open.has(groupKey(row)))
        .flatMap((row) => (row.items_url === null ? [] : [itemsUrl(row.items_url)])),
    [pages, open],
  );
  useEffect(() => {
    const lists = urls.map((url) => listOf<OpenItems>(url));
    for (const list of lists) {
      list.users += 1;
      if (list.state.peek().pages.length === 0) list.restart();
    }
    return () => {
      for (const list of lists) list.users -= 1;
    };
  }, [urls]);
  return (row: AgeingRow): ListState<OpenItems> | undefined =>
    row.items_url === null ? undefined : listOf<OpenItems>(itemsUrl(row.items_url)).state.value;
}
