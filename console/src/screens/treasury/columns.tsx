import type { Answer, Schema } from "../../api/answers";
import { day } from "../../format";
import { isNegative } from "../../format/decimal";
import type { Column } from "../../grid/column";
import { moneyColumn } from "../../grid/kinds";
import { t } from "../../text";

type Forecast = Answer<"/v1/treasury/forecast">;
type ForecastRow = Schema<"ForecastRow">;

const range = (row: ForecastRow) =>
  row.date_from === row.date_to
    ? day(row.date_from)
    : `${day(row.date_from)} – ${day(row.date_to)}`;

export function forecastColumns({ company, data, totals }: Forecast): Column<ForecastRow>[] {
  const { currency, decimal_places: places } = company;
  return [
    {
      key: "period",
      title: t("treasury.period"),
      width: 190,
      tone: () => "name",
      cell: range,
      value: (row) => ({ kind: "day", text: row.date_from }),
      foot: t("column.total"),
    },
    moneyColumn<ForecastRow>("opening", t("column.opening"), (row) => row.opening, {
      places,
      currency,
      rows: data,
      total: totals.opening,
      wide: true,
    }),
    moneyColumn<ForecastRow>("inflow", t("treasury.inflow"), (row) => row.inflow, {
      places,
      currency,
      rows: data,
      total: totals.inflow,
      url: (row) => row.inflow_items_url,
    }),
    moneyColumn<ForecastRow>("outflow", t("treasury.outflow"), (row) => row.outflow, {
      places,
      currency,
      rows: data,
      total: totals.outflow,
      url: (row) => row.outflow_items_url,
    }),
    moneyColumn<ForecastRow>("planned_in", t("treasury.planned-in"), (row) => row.planned_inflow, {
      places,
      currency,
      rows: data,
      total: totals.planned_inflow,
      wide: true,
    }),
    moneyColumn<ForecastRow>(
      "planned_out",
      t("treasury.planned-out"),
      (row) => row.planned_outflow,
      { places, currency, rows: data, total: totals.planned_outflow, wide: true },
    ),
    moneyColumn<ForecastRow>("net", t("treasury.net"), (row) => row.net, {
      places,
      currency,
      rows: data,
      total: totals.net,
      tone: (row) => (isNegative(row.net) ? "neg" : ""),
    }),
    moneyColumn<ForecastRow>("closing", t("treasury.closing"), (row) => row.closing, {
      places,
      currency,
      rows: data,
      total: totals.closing,
      tone: (row) => `strong ${isNegative(row.closing) ? "neg" : ""}`,
    }),
  ];
}
