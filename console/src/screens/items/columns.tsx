import type { OpenItem, OpenItems } from "../../api/answers";
import { amount, count, day } from "../../format";
import { type Column, type Sort, widthOf } from "../../grid/column";
import { t } from "../../text";
import { ApiLink } from "../../ui/api-link";
import { documentName } from "../../ui/document-name";
import { Figure, tone } from "../../ui/figure";
import { PartnerLink } from "../../ui/partner-link";
import type { Side } from "../ageing/view";
import { noteColumns } from "../notes/columns";

const sort = (name: string, first: Sort["first"] = "ascending"): Sort => ({
  ascending: name,
  descending: `-${name}`,
  first,
});

function documentColumn(items: number): Column<OpenItem> {
  return {
    key: "document",
    title: t("column.document"),
    width: 256,
    tone: () => "name",
    cell: (item) => (
      <>
        <ApiLink url={item.document_url}>{documentName(item)}</ApiLink>
        {item.document_kind !== "invoice" && (
          <span class="aside">{t(`kind.${item.document_kind}`)}</span>
        )}
      </>
    ),
    value: (item) => ({ kind: "code", text: item.move_name ?? item.document_number ?? "" }),
    foot: t("total.filter", { n: count(items) }),
  };
}

const partnerColumn = (side: Side): Column<OpenItem> => ({
  key: "partner",
  title: t(side === "receivable" ? "column.customer" : "column.vendor"),
  width: 240,
  least: 140,
  sort: sort("partner"),
  cell: (item) => (
    <PartnerLink id={item.partner_id} name={item.partner_name} company={item.company_id} />
  ),
  value: (item) => (item.partner_name === null ? null : { kind: "text", text: item.partner_name }),
});

const daysColumn = (): Column<OpenItem> => ({
  key: "days",
  title: t("column.days"),
  width: 76,
  numeric: true,
  tone: () => "quiet",
  cell: (item) =>
    item.days_overdue > 0 ? t("days.overdue", { n: count(item.days_overdue) }) : null,
  value: (item) => ({ kind: "count", text: String(item.days_overdue) }),
});

type Totals = NonNullable<OpenItems["totals"]>;

function allColumns(company: OpenItems["company"], totals: Totals, side: Side): Column<OpenItem>[] {
  const places = company.decimal_places;
  return [
    documentColumn(totals.items),
    partnerColumn(side),
    {
      key: "date",
      title: t("column.date"),
      width: 100,
      wide: true,
      sort: sort("date"),
      tone: () => "quiet",
      cell: (item) => day(item.invoice_date ?? item.date),
      value: (item) => ({ kind: "day", text: item.invoice_date ?? item.date }),
    },
    {
      key: "due",
      title: t("column.due"),
      width: 100,
      sort: sort("due_date"),
      cell: (item) => day(item.due_date),
      value: (item) => ({ kind: "day", text: item.due_date }),
    },
    daysColumn(),
    {
      key: "currency",
      title: t("column.currency"),
      width: 84,
      wide: true,
      tone: () => "quiet",
      cell: (item) => item.currency,
      value: (item) => ({ kind: "text", text: item.currency }),
    },
    {
      key: "residual_currency",
      title: t("column.residual_currency"),
      width: widthOf(148, amount(totals.residual, places)),
      numeric: true,
      wide: true,
      tone: (item) => tone(item.residual_currency, side),
      cell: (item) => amount(item.residual_currency, 0),
      value: (item) => ({
        kind: "amount",
        text: item.residual_currency,
        currency: item.currency,
      }),
    },
    {
      key: "residual",
      title: `${t("column.residual")} ${company.currency}`,
      width: widthOf(130, amount(totals.residual, places)) + 6,
      numeric: true,
      sort: sort("residual", "descending"),
      tone: (item) => `strong ${tone(item.residual, side)}`,
      cell: (item) => (
        <Figure text={item.residual} places={places} url={item.document_url} inGrid />
      ),
      value: (item) => ({ kind: "amount", text: item.residual, currency: company.currency }),
      foot: <span class={tone(totals.residual, side)}>{amount(totals.residual, places)}</span>,
    },
  ];
}

export function itemColumns(
  { company }: OpenItems,
  totals: Totals,
  side: Side,
  phone: boolean,
): Column<OpenItem>[] {
  const columns = allColumns(company, totals, side);
  const [document, ...others] = columns;
  const residual = others.pop();
  // On a phone the amount stands beside the document; the rest is reached by scrolling.
  if (phone && document && residual) return [document, residual, ...others];
  const [latest, promised] = noteColumns<OpenItem>((item) => item.latest_note, company.id);
  return [...columns, latest, { ...promised, extra: true }];
}
