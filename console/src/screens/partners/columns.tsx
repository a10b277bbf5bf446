import type { Schema, Statement } from "../../api/answers";
import { amount, day } from "../../format";
import { isNegative } from "../../format/decimal";
import type { Column } from "../../grid/column";
import { dayColumn, moneyColumn, textColumn } from "../../grid/kinds";
import { t } from "../../text";
import { ApiLink } from "../../ui/api-link";
import { ScrollX } from "../../ui/scroll-x";

type StatementRow = Schema<"StatementRow">;

export function statementColumns(answer: Statement): Column<StatementRow>[] {
  const { company } = answer;
  const places = company.decimal_places;
  const kindOf = (row: StatementRow) => {
    if (row.kind !== "document") return null;
    return row.document_kind ? t(`kind.${row.document_kind}`) : row.document_type_name;
  };
  const several = new Set(answer.data.map((row) => row.currency)).size > 1;
  const foreign = several || answer.data.some((row) => row.currency !== company.currency);
  return [
    textColumn<StatementRow>("document", t("column.document"), 210, (row) => row.move_name, {
      code: true,
      tone: (row) => (row.kind === "document" ? "name" : "strong"),
      cell: (row) =>
        row.kind === "document" ? (
          <ApiLink url={row.document_url}>{row.move_name ?? row.document_number ?? "–"}</ApiLink>
        ) : (
          t(`statement.${row.kind}`)
        ),
    }),
    textColumn<StatementRow>("kind", t("statement.kind"), 130, kindOf, {
      wide: true,
      tone: () => "quiet",
    }),
    dayColumn<StatementRow>("date", t("column.day"), (row) => row.date),
    dayColumn<StatementRow>("due", t("column.due"), (row) => row.due_date, { wide: true }),
    textColumn<StatementRow>("ref", t("document.ref"), 140, (row) => row.ref, {
      wide: true,
      tone: () => "quiet",
    }),
    ...(foreign
      ? [
          textColumn<StatementRow>("currency", t("column.currency"), 76, (row) => row.currency, {
            tone: () => "quiet",
          }),
          moneyColumn<StatementRow>(
            "amount_currency",
            t("column.amount_currency"),
            (row) => row.amount_currency,
            { places: 0, currency: (row) => row.currency, rows: answer.data },
          ),
          moneyColumn<StatementRow>(
            "running_currency",
            t("statement.running_currency"),
            (row) => row.running_balance_currency,
            { places: 0, currency: (row) => row.currency, rows: answer.data },
          ),
        ]
      : []),
    moneyColumn<StatementRow>("amount", t("statement.amount"), (row) => row.amount, {
      places,
      currency: company.currency,
      url: (row) => row.document_url,
      rows: answer.data,
      tone: (row) => (row.amount !== null && isNegative(row.amount) ? "neg" : ""),
    }),
    moneyColumn<StatementRow>("running", t("statement.running"), (row) => row.running_balance, {
      places,
      currency: company.currency,
      rows: answer.data,
      tone: (row) => `strong ${isNegative(row.running_balance) ? "neg" : ""}`,
    }),
  ];
}

const AGES = [
  ["not_due", "bucket.not_due"],
  ["days_1_30", "1–30"],
  ["days_31_60", "31–60"],
  ["days_61_90", "61–90"],
  ["days_91_120", "91–120"],
  ["older", "partner.older"],
] as const;

/** What is owed, by age, one row for each currency. */
export function AgeingTable({ ageing }: { ageing: readonly Schema<"StatementAgeing">[] }) {
  return (
    <ScrollX>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t("column.currency")}</th>
            {AGES.map(([key, title], index) => (
              <th key={key} scope="col" class="num">
                <i class={`swatch b${index}`} />
                {title === "bucket.not_due" || title === "partner.older" ? t(title) : title}
              </th>
            ))}
            <th scope="col" class="num">
              {t("column.total")}
            </th>
          </tr>
        </thead>
        <tbody>
          {ageing.map((row) => (
            <tr key={row.currency}>
              <td>{row.currency}</td>
              {AGES.map(([key]) => (
                <td key={key} class={`num ${isNegative(row[key]) ? "neg" : ""}`}>
                  {amount(row[key], 0)}
                </td>
              ))}
              <td class="num">
                <b>{amount(row.total, 0)}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  );
}

export function PendingPayments({ payments }: { payments: Statement["pending_payments"] }) {
  if (payments.length === 0) return null;
  return (
    <div class="notice">
      <b>{t("partner.pending")}</b>
      <ul>
        {payments.map((payment) => (
          <li key={`${payment.name}${payment.date}${payment.amount}`}>
            {day(payment.date)} {payment.name} {payment.memo}: {amount(payment.amount, 0)}{" "}
            {payment.currency}
          </li>
        ))}
      </ul>
    </div>
  );
}
