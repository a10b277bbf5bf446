/** Columns beside those of the buckets: parts of the total, its currency, and another day. */
import type { AgeingRow } from "../../api/answers";
import { day, measure } from "../../format";
import { isNegative } from "../../format/decimal";
import { moneyColumn } from "../../grid/kinds";
import { t } from "../../text";
import { tone } from "../../ui/figure";
import { type AgeingColumn, byAmount, type Context } from "./columns";
import type { Row } from "./rows";

const groupOf = (row: Row): AgeingRow | null => (row.kind === "group" ? row.group : null);

function percentColumn(
  key: string,
  title: string,
  of: (group: AgeingRow) => string | null,
  total: string | null,
): AgeingColumn {
  const shown = (text: string | null | undefined) => (text == null ? "" : `${measure(text)} %`);
  return {
    key,
    title,
    width: 84,
    numeric: true,
    extra: true,
    tone: () => "quiet",
    cell: (row) => (row.kind === "group" ? shown(of(row.group)) : null),
    value: (row) => {
      const text = row.kind === "group" ? of(row.group) : null;
      // A share has no currency, so it is never added up.
      return text === null ? null : { kind: "amount", text, currency: null };
    },
    foot: shown(total),
  };
}

/** What is overdue, its share, and what is not applied. */
export function partColumns({ answer, side }: Context): AgeingColumn[] {
  const { totals, company } = answer;
  const money = { places: company.decimal_places, currency: company.currency, extra: true };
  const overdue = moneyColumn<Row>("overdue", t("ageing.overdue"), (row) => groupOf(row)?.overdue, {
    ...money,
    total: totals.overdue,
    totalUrl: totals.overdue_items_url,
    url: (row) => groupOf(row)?.overdue_items_url,
    sort: byAmount("overdue", side),
    tone: (row) => tone(groupOf(row)?.overdue ?? "0", side),
  });
  const unapplied = moneyColumn<Row>(
    "unapplied",
    t("ageing.unapplied"),
    (row) => groupOf(row)?.unapplied,
    {
      ...money,
      total: totals.unapplied,
      totalUrl: totals.unapplied_items_url,
      url: (row) => groupOf(row)?.unapplied_items_url,
      sort: byAmount("unapplied", side),
      tone: (row) => tone(groupOf(row)?.unapplied ?? "0", side),
    },
  );
  const percent = percentColumn(
    "overdue_percent",
    t("column.overdue_percent"),
    (group) => group.overdue_percent,
    totals.overdue_percent,
  );
  const share = percentColumn(
    "share_percent",
    t("column.share_percent"),
    (group) => group.share_percent,
    null,
  );
  return totals.overdue === null ? [share, unapplied] : [overdue, percent, share, unapplied];
}

/** The total in the documents' currency, if the filter names one. */
export function currencyColumns({ answer, side }: Context): AgeingColumn[] {
  const { currency, total_currency: total } = answer.totals;
  if (currency === null || currency === answer.company.currency) return [];
  return [
    moneyColumn<Row>(
      "total_currency",
      t("column.total-in", { currency }),
      (row) => groupOf(row)?.total_currency,
      {
        places: 2,
        currency,
        total,
        tone: (row) => tone(groupOf(row)?.total_currency ?? "0", side),
      },
    ),
  ];
}

/** What was open on the other day, and the change since then. */
export function comparisonColumns({ answer, comparedDay }: Context): AgeingColumn[] {
  const { totals, company } = answer;
  if (totals.compared === null || comparedDay === undefined) return [];
  const money = { places: company.decimal_places, currency: company.currency };
  const change = (row: Row) => groupOf(row)?.compared?.total_difference;
  return [
    moneyColumn<Row>("compared", day(comparedDay), (row) => groupOf(row)?.compared?.total, {
      ...money,
      total: totals.compared.total,
      tone: () => "quiet",
    }),
    moneyColumn<Row>("difference", t("column.change"), change, {
      ...money,
      total: totals.compared.total_difference,
      tone: (row) => (isNegative(change(row) ?? "0") ? "neg" : ""),
    }),
  ];
}
