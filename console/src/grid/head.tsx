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

export function Head<Row>({ columns, sort, sortHref }: Props<Row>) {
  return (
    <thead>
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
