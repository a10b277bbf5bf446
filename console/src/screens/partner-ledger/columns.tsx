import type { Answer, Schema } from "../../api/answers";
import { count } from "../../format";
import { isNegative, isZero } from "../../format/decimal";
import type { Column } from "../../grid/column";
import { dayColumn, moneyColumn, textColumn } from "../../grid/kinds";
import { t } from "../../text";
import { ApiLink } from "../../ui/api-link";
import { PartnerLink } from "../../ui/partner-link";

export type PartnerLedger = Answer<"/v1/ledger/partner-ledger">;
export type Row = Schema<"PartnerLedgerRow">;

const isLine = (row: Row) => row.kind === "line";

/** A line has a debit or a credit; the other one stays empty. */
const figure = (text: string | null) => (text === null || isZero(text) ? null : text);

/** The partner in its first row; a document in a line. */
function nameCell(row: Row, company: number) {
  if (row.kind === "closing") return t("statement.closing");
  if (row.kind === "line") {
    return <ApiLink url={row.document_url}>{row.move_name ?? `#${row.line_id}`}</ApiLink>;
  }
  const name = row.partner_name ?? t("without.partner");
  return (
    <>
      <PartnerLink id={row.partner_id} name={name} company={company} />
      <span class="aside">{row.partner_tax_id}</span>
    </>
  );
}

export function partnerLedgerColumns(answer: PartnerLedger): Column<Row>[] {
  const { company, totals } = answer;
  const money = { places: company.decimal_places, currency: company.currency };
  const url = (row: Row) => (isLine(row) ? row.document_url : row.items_url);
  return [
    textColumn<Row>(
      "name",
      t("column.partner"),
      260,
      (row) => (isLine(row) ? row.move_name : row.partner_name),
      {
        code: true,
        tone: (row) => (isLine(row) ? "" : "name"),
        cell: (row) => nameCell(row, company.id),
        foot: t("ageing.items", { n: count(totals.items) }, totals.items),
      },
    ),
    dayColumn<Row>("date", t("column.day"), (row) => row.date),
    dayColumn<Row>("due", t("column.due"), (row) => row.due_date, { wide: true }),
    textColumn<Row>("account", t("column.account"), 90, (row) => row.account_code, {
      wide: true,
      code: true,
      tone: () => "quiet",
    }),
    textColumn<Row>("journal", t("document.journal"), 78, (row) => row.journal_code, {
      wide: true,
      tone: () => "quiet",
    }),
    textColumn<Row>("label", t("column.label"), 170, (row) => row.label, {
      wide: true,
      tone: () => "quiet",
    }),
    {
      ...textColumn<Row>("currency", t("column.currency"), 76, (row) => row.currency),
      extra: true,
    },
    moneyColumn<Row>("amount_currency", t("column.amount_currency"), (row) => row.amount_currency, {
      places: 0,
      currency: (row) => row.currency,
      extra: true,
    }),
    moneyColumn<Row>("debit", t("column.debit"), (row) => figure(row.debit), {
      ...money,
      url,
      total: totals.debit,
    }),
    moneyColumn<Row>("credit", t("column.credit"), (row) => figure(row.credit), {
      ...money,
      url,
      total: totals.credit,
    }),
    moneyColumn<Row>("running", t("statement.running"), (row) => row.running_balance, {
      ...money,
      total: totals.closing,
      tone: (row) =>
        `${isLine(row) ? "" : "strong"} ${isNegative(row.running_balance) ? "neg" : ""}`,
    }),
  ];
}
