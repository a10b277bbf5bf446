import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../text";
import type { Column, Sort } from "./column";

interface Props<Row> {
  columns: readonly Column<Row>[];
  sort: string | undefined;
  sortHref: ((sort: string) => string) | undefined;
}

function direction(sort: Sort, present: string | undefined): "ascending" | "descending" | null {
  if (present === sort.ascending) return "ascending";
  return present === sort.descending ? "descending" : null;
}

function nextSort(sort: Sort, present: string | undefined): string {
  const now = direction(sort, present);
  if (now === null) return sort[sort.first];
  return now === "ascending" ? sort.descending : sort.ascending;
}

/** The column whose title was followed: the sorted table is a new one, which takes the focus. */
let followed: string | null = null;

function useFollowed() {
  const head = useRef<HTMLTableSectionElement>(null);
  useLayoutEffect(() => {
    const link = head.current?.querySelector<HTMLElement>(`a[data-column="${followed}"]`);
    followed = null;
    // Not if the person has gone on meanwhile.
    if (document.activeElement === document.body) link?.focus();
  }, []);
  return head;
}

export function Head<Row>({ columns, sort, sortHref }: Props<Row>) {
  const head = useFollowed();
  return (
    <thead ref={head}>
      <tr aria-rowindex={1}>
        {columns.map((column, position) => {
          const now = column.sort ? direction(column.sort, sort) : null;
          const classes = [column.numeric && "num", now && "sorted"];
          const title = (
            <>
              {column.swatch !== undefined && <i class={`swatch b${column.swatch}`} />}
              {column.title}
            </>
          );
          return (
            <th
              key={column.key}
              scope="col"
              aria-colindex={position + 1}
              class={classes.filter(Boolean).join(" ")}
              {...(now ? { "aria-sort": now } : {})}
            >
              {column.sort && sortHref ? (
                <a
                  href={sortHref(nextSort(column.sort, sort))}
                  data-column={column.key}
                  onClick={() => {
                    followed = column.key;
                  }}
                  title={t("sort.by", { name: column.title })}
                >
                  {title}
                  {now && <span aria-hidden="true"> {now === "ascending" ? "↑" : "↓"}</span>}
                </a>
              ) : (
                title
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
