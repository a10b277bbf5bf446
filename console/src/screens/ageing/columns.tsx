import type { Ageing } from "../../api/answers";
import { amount, count, day } from "../../format";
import { type Column, type Sort, widthOf } from "../../grid/column";
import type { Value } from "../../grid/copy";
import { Icon } from "../../look/icons";
import { pageOf } from "../../router/pages";
import { t } from "../../text";
import { ApiLink } from "../../ui/api-link";
import { documentName } from "../../ui/document-name";
import { Figure, tone } from "../../ui/figure";
import { PartnerLink } from "../../ui/partner-link";
import { noteColumns } from "../notes/columns";
import { type About, aboutItem } from "../notes/row-note";
import { comparisonColumns, currencyColumns, partColumns } from "./amounts";
import { bucketOf, bucketTitle, bucketTone } from "./bucket";
import type { Row } from "./rows";
import { Spread } from "./spread";
import type { Group, Side } from "./view";

export type AgeingColumn = Column<Row>;

export interface Context {
  answer: Ageing;
  group: Group;
  side: Side;
  agedBy: "due_date" | "invoice_date";
  /** The other day, if the report compares with one. */
  comparedDay: string | undefined;
  onUnfold: (row: Row, open: boolean) => void;
}

/** The largest debt first: payables are credits. */
export const byAmount = (key: string, side: Side): Sort => ({
  ascending: key,
  descending: `-${key}`,
  first: side === "receivable" ? "descending" : "ascending",
});

const BY_NAME: Sort = { ascending: "name", descending: "-name", first: "ascending" };

/** What a note about the row is about: its partner, or its document. */
export function aboutRow(row: Row, { answer, group }: Context): About | null {
  if (row.kind === "item") return aboutItem(row.item);
  if (row.kind !== "group" || row.group.id === null) return null;
  if (group !== "partner" && group !== "contact") return null;
  const { currency } = answer.company;
  return { object: `/v1/partners/${row.group.id}`, name: nameOf(row, group), currency };
}

function nameOf(row: Extract<Row, { kind: "group" }>, group: Group): string {
  return row.group.name ?? row.group.code ?? t(`without.${group}`);
}

function nameColumn({ answer, group, side, onUnfold }: Context): AgeingColumn {
  const { totals } = answer;
  return {
    key: "name",
    title:
      group === "partner"
        ? t(side === "receivable" ? "column.customer" : "column.vendor")
        : t(`group.${group}`),
    width: 200,
    sort: BY_NAME,
    tone: (row) => (row.kind === "group" ? "name" : ""),
    cell: (row) => {
      switch (row.kind) {
        case "group": {
          const name = nameOf(row, group);
          return (
            <>
              {row.group.items_url !== null && (
                <button
                  type="button"
                  class="caret"
                  tabIndex={-1}
                  aria-label={t(row.open ? "fold" : "unfold", { name })}
                  onClick={() => onUnfold(row, !row.open)}
                >
                  <Icon name={row.open ? "down" : "right"} small />
                </button>
              )}
              {group === "partner" || group === "contact" ? (
                <PartnerLink id={row.group.id} name={name} company={answer.company.id} />
              ) : (
                <span title={name}>{name}</span>
              )}
            </>
          );
        }
        case "titles":
          return t("column.document");
        case "item":
          return <ApiLink url={row.item.document_url}>{documentName(row.item)}</ApiLink>;
        case "loading":
          return <span class="quiet">{t("loading")}</span>;
        case "problem":
          return <span class="neg">{row.problem.title}</span>;
        case "more":
          return (
            <a href={pageOf(row.group.items_url) ?? ""} tabIndex={-1}>
              {t("items.all", { n: count(row.group.items) })}
            </a>
          );
      }
    },
    value: (row): Value | null => {
      if (row.kind === "group") return { kind: "text", text: nameOf(row, group) };
      return row.kind === "item" ? { kind: "code", text: row.item.move_name ?? "" } : null;
    },
    foot: t("total.filter", { n: count(totals.groups) }),
  };
}

/** Tax id or code of a group; the due date of an item. */
function codeColumn({ group, agedBy }: Context): AgeingColumn {
  const itemDay = (row: Extract<Row, { kind: "item" }>) =>
    agedBy === "due_date" ? row.item.due_date : (row.item.invoice_date ?? row.item.date);
  return {
    key: "code",
    title: t(group === "partner" || group === "contact" ? "column.code.partner" : "column.code"),
    width: 104,
    wide: true,
    tone: () => "quiet",
    cell: (row) => {
      if (row.kind === "group") return row.group.code;
      if (row.kind === "titles") return t(agedBy === "due_date" ? "column.due" : "column.date");
      return row.kind === "item" ? day(itemDay(row)) : null;
    },
    value: (row): Value | null => {
      if (row.kind === "group" && row.group.code !== null) {
        return { kind: "code", text: row.group.code };
      }
      return row.kind === "item" ? { kind: "day", text: itemDay(row) } : null;
    },
  };
}

/** The number of items of a group; the days that an item is overdue. */
function countColumn({ answer }: Context): AgeingColumn {
  const all = count(answer.totals.items);
  return {
    key: "items",
    title: t("column.items"),
    width: widthOf(56, all),
    numeric: true,
    wide: true,
    sort: { ascending: "items", descending: "-items", first: "descending" },
    tone: () => "quiet",
    cell: (row) => {
      if (row.kind === "group") return count(row.group.items);
      if (row.kind === "titles") return t("column.days");
      if (row.kind !== "item" || row.item.days_overdue <= 0) return null;
      return t("days.overdue", { n: count(row.item.days_overdue) });
    },
    value: (row): Value | null => {
      if (row.kind === "group") return { kind: "count", text: String(row.group.items) };
      return row.kind === "item" ? { kind: "count", text: String(row.item.days_overdue) } : null;
    },
    foot: all,
  };
}

function bucketColumn({ answer, agedBy, side }: Context, index: number): AgeingColumn {
  const { buckets, totals, company } = answer;
  const places = company.decimal_places;
  const title = bucketTitle(buckets[index]?.key ?? "");
  const total = totals.amounts[index] ?? "0";
  const textOf = (row: Row): string | undefined => {
    if (row.kind === "group") return row.group.amounts[index];
    const here = row.kind === "item" && bucketOf(row.item, buckets, agedBy) === index;
    return here ? row.item.residual : undefined;
  };
  return {
    key: `bucket-${index}`,
    title,
    width: Math.max(widthOf(92, amount(total, places)), 7 * title.length + 36),
    numeric: true,
    swatch: bucketTone(index, buckets.length),
    sort: byAmount(`bucket:${index}`, side),
    tone: (row) => {
      const text = textOf(row);
      return text === undefined ? "" : tone(text, side);
    },
    cell: (row) => {
      const text = textOf(row);
      if (text === undefined) return null;
      const url = row.kind === "group" ? row.group.bucket_urls[index] : undefined;
      return <Figure text={text} places={places} url={url} inGrid />;
    },
    value: (row) => {
      const text = textOf(row);
      return text === undefined ? null : { kind: "amount", text, currency: company.currency };
    },
    foot: (
      <span class={tone(total, side)}>
        <Figure text={total} places={places} url={totals.bucket_urls[index]} />
      </span>
    ),
  };
}

function totalColumn({ answer, side }: Context, phone = false): AgeingColumn {
  const { totals, company } = answer;
  const places = company.decimal_places;
  return {
    key: "total",
    title: t("column.total"),
    width: widthOf(100, amount(totals.total, places)) + 2,
    numeric: true,
    sort: byAmount("total", side),
    tone: (row) => (row.kind === "group" ? `strong ${tone(row.group.total, side)}` : ""),
    cell: (row) => {
      if (row.kind === "item" && phone) {
        return (
          <Figure text={row.item.residual} places={places} url={row.item.document_url} inGrid />
        );
      }
      if (row.kind === "item") {
        return <span class="quiet">{t(`kind.${row.item.document_kind}`)}</span>;
      }
      if (row.kind !== "group") return null;
      return <Figure text={row.group.total} places={places} url={row.group.items_url} inGrid />;
    },
    value: (row) =>
      row.kind === "group"
        ? { kind: "amount", text: row.group.total, currency: company.currency }
        : null,
    foot: (
      <span class={tone(totals.total, side)}>
        <Figure text={totals.total} places={places} url={totals.items_url} />
      </span>
    ),
  };
}

function spreadColumn({ answer }: Context): AgeingColumn {
  return {
    key: "spread",
    title: t("column.spread"),
    width: 68,
    wide: true,
    cell: (row) => {
      if (row.kind === "group") {
        return <Spread amounts={row.group.amounts} total={row.group.total} />;
      }
      const foreign = row.kind === "item" && row.item.currency !== answer.company.currency;
      return foreign ? <span class="quiet">{row.item.currency}</span> : null;
    },
    value: () => null,
    foot: <Spread amounts={answer.totals.amounts} total={answer.totals.total} />,
  };
}

/** Partners and documents have notes, other groups have none. */
function notesOf({ answer, group }: Context): AgeingColumn[] {
  if (group !== "partner" && group !== "contact") return [];
  const latest = (row: Row) => {
    if (row.kind === "group") return row.group.latest_note;
    return row.kind === "item" ? row.item.latest_note : null;
  };
  return noteColumns(latest, answer.company.id).map((column) => ({ ...column, extra: true }));
}

export function ageingColumns(context: Context, phone: boolean): AgeingColumn[] {
  const buckets = context.answer.buckets.map((_, index) => bucketColumn(context, index));
  // On a phone the total stands beside the name; the buckets are reached by scrolling.
  if (phone) {
    const days = { ...codeColumn(context), wide: false };
    return [nameColumn(context), totalColumn(context, true), days, ...buckets];
  }
  const compares = context.answer.totals.compared !== null;
  return [
    nameColumn(context),
    { ...codeColumn(context), extra: compares },
    { ...countColumn(context), extra: compares },
    ...buckets,
    totalColumn(context),
    ...currencyColumns(context),
    ...comparisonColumns(context),
    ...partColumns(context),
    ...notesOf(context),
    { ...spreadColumn(context), extra: compares },
  ];
}
