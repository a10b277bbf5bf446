/** The forecast as a picture: what comes in and goes out, and the line of the balance. */
import type { Schema } from "../../api/answers";
import { day } from "../../format";
import { sum } from "../../format/decimal";
import { t } from "../../text";
import { heightOf, largest } from "./scale";

type ForecastRow = Schema<"ForecastRow">;

const WIDTH = 1000;
const HEIGHT = 200;
const MIDDLE = HEIGHT / 2;
const ROOM = MIDDLE - 10;

interface Bar {
  tone: string;
  from: number;
  to: number;
}

function barsOf(row: ForecastRow, most: string): Bar[] {
  const up = heightOf(row.inflow, most, ROOM);
  const upTop = up + heightOf(row.planned_inflow, most, ROOM);
  const down = -heightOf(row.outflow, most, ROOM);
  const downEnd = down - heightOf(row.planned_outflow, most, ROOM);
  return [
    { tone: "in", from: 0, to: up },
    { tone: "in planned", from: up, to: upTop },
    { tone: "out", from: 0, to: down },
    { tone: "out planned", from: down, to: downEnd },
  ];
}

/** Flows and balance have scales of their own; both have zero in the middle. */
export function ForecastChart({ rows }: { rows: readonly ForecastRow[] }) {
  const flows = rows.flatMap((row) => [
    sum([row.inflow, row.planned_inflow]),
    sum([row.outflow, row.planned_outflow]),
  ]);
  const mostFlow = largest(flows);
  const mostBalance = largest(rows.flatMap((row) => [row.opening, row.closing]));
  const step = WIDTH / Math.max(1, rows.length);
  const y = (text: string) => MIDDLE - heightOf(text, mostBalance, ROOM);
  const line = rows.map((row, index) => `${(index + 0.5) * step},${y(row.closing)}`).join(" ");
  return (
    <figure class="forecast">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <line class="zero" x1={0} x2={WIDTH} y1={MIDDLE} y2={MIDDLE} />
        {rows.map((row, index) =>
          barsOf(row, mostFlow).map(({ tone, from, to }) => (
            <rect
              key={`${row.date_from}${tone}`}
              class={tone}
              x={index * step + step * 0.2}
              width={step * 0.6}
              y={MIDDLE - Math.max(from, to)}
              height={Math.abs(to - from)}
            />
          )),
        )}
        <polyline class="balance" points={line} />
      </svg>
      <div class="axis quiet" aria-hidden="true">
        <span>{rows[0] && day(rows[0].date_from)}</span>
        <span>{rows.at(-1) && day(rows.at(-1)?.date_to ?? "")}</span>
      </div>
      <figcaption class="legend">
        <span class="row">
          <i class="swatch in" />
          {t("treasury.inflow")}
        </span>
        <span class="row">
          <i class="swatch out" />
          {t("treasury.outflow")}
        </span>
        <span class="row">
          <i class="swatch in planned" />
          <i class="swatch out planned" />
          {t("treasury.planned")}
        </span>
        <span class="row">
          <i class="swatch balance" />
          {t("treasury.closing")}
        </span>
        <span class="quiet">{t("treasury.chart.scales")}</span>
      </figcaption>
    </figure>
  );
}
