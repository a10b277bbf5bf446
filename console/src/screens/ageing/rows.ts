/** The rows of the table: groups, and below an unfolded group its open items. */

import type { Ageing, AgeingRow, OpenItem, OpenItems, Problem } from "../../api/answers";
import type { ListState } from "../../api/list";

export type Row =
  | { kind: "group"; key: string; group: AgeingRow; open: boolean }
  | { kind: "titles"; key: string }
  | { kind: "item"; key: string; item: OpenItem }
  | { kind: "loading"; key: string }
  | { kind: "problem"; key: string; problem: Problem }
  | { kind: "more"; key: string; group: AgeingRow };

export function groupKey(row: AgeingRow): string {
  return String(row.id ?? row.code ?? "none");
}

function itemRows(group: AgeingRow, key: string, items: ListState<OpenItems> | undefined): Row[] {
  const loaded = items?.pages[0];
  if (items?.problem) return [{ kind: "problem", key: `${key}/problem`, problem: items.problem }];
  if (!loaded) return [{ kind: "loading", key: `${key}/loading` }];
  const rows = loaded.data.map(
    (item): Row => ({ kind: "item", key: `${key}/${item.line_id}`, item }),
  );
  const more: Row[] = loaded.next === null ? [] : [{ kind: "more", key: `${key}/more`, group }];
  return [{ kind: "titles", key: `${key}/titles` }, ...rows, ...more];
}

type ItemsOf = (row: AgeingRow) => ListState<OpenItems> | undefined;

function rowsOf(page: Ageing, open: ReadonlySet<string>, itemsOf: ItemsOf): Row[] {
  return page.data.flatMap((group): Row[] => {
    const key = groupKey(group);
    const unfolded = open.has(key) && group.items_url !== null;
    const row: Row = { kind: "group", key, group, open: unfolded };
    return unfolded ? [row, ...itemRows(group, key, itemsOf(group))] : [row];
  });
}

/** The rows of pages without an unfolded one: there may be hundreds, and they never change. */
const folded = new WeakMap<Ageing, readonly Row[]>();

function foldedRows(page: Ageing): readonly Row[] {
  const known = folded.get(page);
  if (known) return known;
  const rows = rowsOf(page, new Set(), () => undefined);
  folded.set(page, rows);
  return rows;
}

export function tableRows(
  pages: readonly Ageing[],
  open: ReadonlySet<string>,
  itemsOf: ItemsOf,
): Row[] {
  const isFolded = (page: Ageing) =>
    open.size === 0 || !page.data.some((group) => open.has(groupKey(group)));
  return pages.flatMap((page) => (isFolded(page) ? foldedRows(page) : rowsOf(page, open, itemsOf)));
}
