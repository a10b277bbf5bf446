import type { Export } from "../../api/answers";
import { count, duration, percent } from "../../format";
import { thousandths } from "../../format/decimal";
import { t } from "../../text";

/** How far a running export is. Readers are told at steps of a quarter. */
export function Progress({ order, short = false }: { order: Export; short?: boolean }) {
  const { rows_written: written, rows_expected: expected } = order;
  const part = expected === null ? null : thousandths(String(written), String(expected));
  const share = part === null ? null : Math.min(1000, part);
  const quarter = Math.floor((share ?? 0) / 250) * 25;
  return (
    <div class="export-progress">
      <div
        class="progress"
        role="progressbar"
        aria-label={t("export.progress")}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(share === null
          ? {}
          : { "aria-valuenow": Math.floor(share / 10), "aria-valuetext": percent(share) })}
      >
        <i style={{ width: `${(share ?? 0) / 10}%` }} />
      </div>
      <span class="quiet">
        {expected === null
          ? t("export.rows", { n: count(written) }, written)
          : t("mirror.run.rows", { read: count(written), expected: count(expected) })}
        {!short &&
          order.rows_per_second !== null &&
          ` · ${t("mirror.run.rate", { n: count(order.rows_per_second) })}`}
        {order.seconds_left !== null &&
          ` · ${t("mirror.run.left", { time: duration(order.seconds_left) })}`}
      </span>
      <span class="hidden-text" role="status">
        {quarter > 0 && quarter < 100 ? `${quarter} %` : ""}
      </span>
    </div>
  );
}
