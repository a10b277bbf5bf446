import { amount, count, day } from "../../format";
import { isNegative, isZero } from "../../format/decimal";
import { type Column, widthOf } from "../../grid/column";
import { Icon } from "../../look/icons";
import { documentHref } from "../../router/pages";
import { t } from "../../text";
import { Figure } from "../../ui/figure";
import { PartnerLink } from "../../ui/partner-link";
import type { Accounts, Row } from "./rows";

interface Context {
  answer: Accounts;
  onUnfold: (row: Row, open: boolean) => void;
  onMore: (account: number) => void;
}

function nameCell(row: Row, { onUnfold, onMore }: Context) {
  switch (row.kind) {
    case "account": {
      const name = `${row.account.code ?? ""} ${row.account.name ?? ""}`.trim();
      return (
        <>
          <button
            type="button"
            class="caret"
            tabIndex={-1}
            aria-label={t(row.open ? "fold" : "unfold", { name })}
            onClick={() => onUnfold(row, !row.open)}
          >
            <Icon name={row.open ? "down" : "right"} small />
          </button>
          <span title={name}>
            <span class="code">{row.account.code}</span> {row.account.name}
          </span>
        </>
      );
    }
    case "line":
      return row.line.move_id === null ? (
        row.line.move_name
      ) : (
        <a href={documentHref(row.line.move_id)} tabIndex={-1}>
          {row.line.move_name ?? row.line.move_id}
        </a>
      );
    case "loading":
      return <span class="quiet">{t("loading")}</span>;
    case "problem":
      return <span class="neg">{row.problem.title}</span>;
    case "more":
      return (
        <button type="button" class="link" tabIndex={-1} onClick={() => onMore(row.account)}>
          {t("ledger.more")}
        </button>
      );
  }
}

const line = <T,>(row: Row, of: (line: Extract<Row, { kind: "line" }>["line"]) => T): T | null =>
  row.kind === "line" ? of(row.line) : null;

type Figures = "opening" | "debit" | "credit" | "closing";

function figureColumn({ answer }: Context, name: Figures): Column<Row> {
  const places = answer.company.decimal_places;
  const total = answer.totals[name];
  const textOf = (row: Row): string | null => {
    if (row.kind === "account") return row.account[name];
    if (row.kind !== "line" || name === "opening") return null;
    return name === "closing" ? row.line.running_balance : row.line[name];
  };
  const url = (row: Row) => {
    if (row.kind === "account") {
      return name === "debit" || name === "credit" ? row.account.items_url : null;
    }
    return row.kind === "line" && row.line.move_id !== null
      ? `/v1/documents/${row.line.move_id}`
      : null;
  };
  return {
    key: name,
    title: t(`column.${name}`),
    width: widthOf(
      112,
      amount(total, places),
      ...answer.data.map((row) => amount(row[name], places)),
    ),
    numeric: true,
    tone: (row) => {
      const text = textOf(row);
      return text !== null && isNegative(text) ? "neg" : "";
    },
    cell: (row) => {
      const text = textOf(row);
      if (text === null || (row.kind === "line" && name !== "closing" && isZero(text))) return null;
      return <Figure text={text} places={places} url={url(row)} inGrid />;
    },
    value: (row) => {
      const text = textOf(row);
      return text === null ? null : { kind: "amount", text, currency: answer.company.currency };
    },
    foot: (
      <span class={isNegative(total) ? "neg" : ""}>
        <Figure text={total} places={places} />
      </span>
    ),
  };
}

export function ledgerColumns(context: Context): Column<Row>[] {
  const { answer } = context;
  return [
    {
      key: "account",
      title: t("column.account"),
      width: 270,
      tone: (row) => (row.kind === "account" ? "name" : ""),
      cell: (row) => nameCell(row, context),
      value: (row) => {
        if (row.kind === "account") {
          return { kind: "text", text: `${row.account.code} ${row.account.name ?? ""}` };
        }
        return row.kind === "line" ? { kind: "code", text: row.line.move_name ?? "" } : null;
      },
      foot: t("ledger.accounts", { n: count(answer.totals.accounts) }, answer.totals.accounts),
    },
    {
      key: "date",
      title: t("column.day"),
      width: 92,
      tone: () => "quiet",
      cell: (row) => line(row, ({ date }) => date && day(date)),
      value: (row) => line(row, ({ date }) => (date === null ? null : { kind: "day", text: date })),
    },
    {
      key: "partner",
      title: t("document.partner"),
      width: 170,
      wide: true,
      cell: (row) =>
        line(row, (each) => (
          <PartnerLink id={each.partner_id} name={each.partner_name} company={answer.company.id} />
        )),
      value: (row) =>
        line(row, ({ partner_name }) =>
          partner_name === null ? null : { kind: "text", text: partner_name },
        ),
    },
    {
      key: "label",
      title: t("column.label"),
      width: 190,
      wide: true,
      tone: () => "quiet",
      cell: (row) => line(row, ({ label }) => <span title={label ?? ""}>{label}</span>),
      value: (row) => line(row, ({ label }) => (label ? { kind: "text", text: label } : null)),
    },
    figureColumn(context, "opening"),
    figureColumn(context, "debit"),
    figureColumn(context, "credit"),
    figureColumn(context, "closing"),
  ];
}
