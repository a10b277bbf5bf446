import type { ComponentChildren } from "preact";
import { connected } from "../api/connection";
import type { Live } from "../api/live";
import { count } from "../format";
import type { Column } from "../grid/column";
import { Grid } from "../grid/grid";
import { place } from "../router";
import { t } from "../text";
import { ageNote } from "./outdated";
import { ProblemPanel } from "./problem-panel";
import { Skeleton } from "./skeleton";

interface Props<Row> {
  label: string;
  live: Live<Row>;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  rowClass?: (row: Row) => string;
  empty: ComponentChildren;
}

/** A list of things that people and workers make: keys, exports, runs. */
export function LiveTable<Row>({ label, live, columns, rowKey, rowClass, empty }: Props<Row>) {
  const { rows, problem, answeredAt, added } = live;
  if (rows === null) {
    return problem ? <ProblemPanel problem={problem} retry={live.again} /> : <Skeleton />;
  }
  const notice = (
    <>
      {added > 0 && (
        <button type="button" class="link" onClick={live.refresh}>
          {t("list.added", { n: count(added) }, added)} ↑
        </button>
      )}
      {answeredAt !== null && (problem || !connected.value) && (
        <span class="warn">{ageNote(answeredAt)}</span>
      )}
      {live.moreProblem && (
        <span class="row warn" role="alert">
          {live.moreProblem.title} ·{" "}
          <button type="button" class="link" onClick={live.retry}>
            {t("retry")}
          </button>
        </span>
      )}
    </>
  );
  if (rows.length === 0) {
    return (
      <section class="panel empty">
        {empty}
        <p>{notice}</p>
      </section>
    );
  }
  return (
    <Grid
      label={label}
      columns={columns}
      rows={rows}
      rowKey={rowKey}
      {...(rowClass ? { rowClass } : {})}
      total={rows.length}
      more={live.hasMore}
      onNeedMore={live.more}
      entry={place.value.entry}
      notice={notice}
    />
  );
}
