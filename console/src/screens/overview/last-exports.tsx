import type { Export } from "../../api/answers";
import { instant } from "../../format";
import { t } from "../../text";
import { StatePill } from "../../ui/state-pill";
import { Download } from "../exports/download";
import { EXPORT_TONES } from "../exports/states";

/** The files that the person asked for last. */
export function LastExports({ exports }: { exports: readonly Export[] }) {
  return (
    <section class="panel block">
      <h2>
        {t("overview.exports")}
        <a class="link" href="/c/exports">
          {t("overview.all-exports")}
        </a>
      </h2>
      {exports.length === 0 && <p class="quiet">{t("exports.none")}</p>}
      <ul class="plain-list">
        {exports.map((order) => (
          <li key={order.id}>
            <span>
              <a class="link" href={`/c/exports?export=${order.id}`}>
                {t(`report.${order.report}`)}
              </a>{" "}
              <span class="quiet">
                {order.format.toUpperCase()} · {instant(order.created_at)}
              </span>
            </span>
            <span class="row">
              <StatePill tone={EXPORT_TONES[order.state]}>{t(`export.${order.state}`)}</StatePill>
              <Download order={order} kind="link" />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
