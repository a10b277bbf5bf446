import type { Export } from "../../api/answers";
import { count, duration } from "../../format";
import { t } from "../../text";
import { Bar, shareOf } from "../../ui/progress";

/** How far a running export is. Readers are told at steps of a quarter. */
export function ExportProgress({ order, short = false }: { order: Export; short?: boolean }) {
  const { rows_written: written, rows_expected: expected } = order;
  const share = shareOf(written, expected);
  const quarter = Math.floor((share ?? 0) / 250) * 25;
  return (
    <div class="export-progress">
      <Bar label={t("export.progress")} share={share} />
      <span class="quiet">
        {expected === null
          ? t("export.rows", { n: count(written) }, written)
          : t("mirror.run.rows", { read: count(written), expected: count(expected) })}
        {!short &&
          order.rows_per_second !== null &&
          ` · ${t("mirror.run.rate", { n: count(order.rows_per_second) }, order.rows_per_second)}`}
        {order.seconds_left !== null &&
          ` · ${t("mirror.run.left", { time: duration(order.seconds_left) })}`}
      </span>
      <span class="hidden-text" role="status">
        {quarter > 0 && quarter < 100 ? `${quarter} %` : ""}
      </span>
    </div>
  );
}
