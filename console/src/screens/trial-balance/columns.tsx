import type { Answer } from "../../api/answers";
import { amount, count, day, percent } from "../../format";
import { difference, isNegative, isZero, thousandths } from "../../format/decimal";
import { type Column, widthOf } from "../../grid/column";
import { Icon } from "../../look/icons";
import { t } from "../../text";
import { Figure } from "../../ui/figure";
import type { Node } from "./tree";

type TrialBalance = Answer<"/v1/ledger/trial-balance">;
type Name = "opening" | "debit" | "credit" | "closing";

interface Context {
  answer: TrialBalance;
  onUnfold: (node: Node, open: boolean) => void;
  /** The general ledger of an account, for the same period. */
  ledgerHref: (account: number) => string;
}

function nameColumn({ answer, onUnfold, ledgerHref }: Context): Column<Node> {
  const { accounts } = answer.totals;
  return {
    key: "account",
    title: t("column.account"),
    width: 300,
    tone: ({ row }) => (row.account_id === null ? "name" : ""),
    cell: ({ row, depth, open, ...node }) => {
      const name = `${row.code ?? ""} ${row.name ?? ""}`.trim();
      const words = (
        <>
          <span class="code">{row.code}</span> {row.name}
        </>
      );
      return (
        <span class={`tree d${Math.min(depth, 6)}`}>
          {open === undefined ? (
            <span class="no-caret" />
          ) : (
            <button
              type="button"
              class="caret"
              tabIndex={-1}
              aria-label={t(open ? "fold" : "unfold", { name })}
              onClick={() => onUnfold({ row, depth, open, ...node }, !open)}
            >
              <Icon name={open ? "down" : "right"} small />
            </button>
          )}
          {row.account_id === null ? (
            <span title={name}>{words}</span>
          ) : (
            <a href={ledgerHref(row.account_id)} tabIndex={-1} title={name}>
              {words}
            </a>
          )}
        </span>
      );
    },
    value: ({ row }) => ({ kind: "text", text: `${row.code ?? ""} ${row.name ?? ""}`.trim() }),
    foot: t("ledger.accounts", { n: count(accounts) }, accounts),
  };
}

function figureColumn({ answer, ledgerHref }: Context, name: Name): Column<Node> {
  const places = answer.company.decimal_places;
  const total = answer.totals[name];
  return {
    key: name,
    title: t(`column.${name}`),
    width: widthOf(
      112,
      amount(total, places),
      ...answer.data.map((row) => amount(row[name], places)),
    ),
    numeric: true,
    tone: ({ row }) =>
      `${row.account_id === null ? "strong" : ""} ${isNegative(row[name]) ? "neg" : ""}`,
    cell: ({ row }) => (
      <Figure
        text={row[name]}
        places={places}
        url={name === "debit" || name === "credit" ? row.items_url : null}
        href={row.account_id === null ? undefined : ledgerHref(row.account_id)}
        inGrid
      />
    ),
    value: ({ row }) => ({ kind: "amount", text: row[name], currency: answer.company.currency }),
    foot: (
      <span class={isNegative(total) ? "neg" : ""}>
        <Figure text={total} places={places} />
      </span>
    ),
  };
}

function Change({ now, then, places }: { now: string; then: string; places: number }) {
  const change = difference(now, then);
  const share = thousandths(change, isNegative(then) ? difference("0", then) : then);
  return (
    <>
      <span class={isNegative(change) ? "neg" : ""}>{amount(change, places)}</span>
      <span class="share">{share === null || isZero(change) ? "" : percent(share)}</span>
    </>
  );
}

/** An earlier period: its closing balance, and the change since then. */
function comparisonColumns({ answer }: Context, index: number): Column<Node>[] {
  const { currency, decimal_places: places } = answer.company;
  // The first period is that of the report itself.
  const period = answer.periods[answer.periods.length - answer.totals.comparison.length + index];
  const total = answer.totals.comparison[index]?.closing ?? "0";
  const closing = ({ row }: Node) => row.comparison[index]?.closing ?? "0";
  const change = (node: Node) => difference(node.row.closing, closing(node));
  const width = widthOf(
    118,
    ...answer.data.map((row) => amount(row.comparison[index]?.closing ?? "0", places)),
  );
  return [
    {
      key: `then-${index}`,
      title: period ? t("trial.to", { day: day(period.date_to) }) : "",
      width: Math.max(width, 118),
      numeric: true,
      tone: () => "quiet",
      cell: (node) => amount(closing(node), places),
      value: (node) => ({ kind: "amount", text: closing(node), currency }),
      foot: amount(total, places),
    },
    {
      key: `change-${index}`,
      title: t("trial.change"),
      width: width + 72,
      numeric: true,
      cell: (node) => <Change now={node.row.closing} then={closing(node)} places={places} />,
      value: (node) => ({ kind: "amount", text: change(node), currency }),
      foot: <Change now={answer.totals.closing} then={total} places={places} />,
    },
  ];
}

export function trialColumns(context: Context): Column<Node>[] {
  return [
    nameColumn(context),
    figureColumn(context, "opening"),
    figureColumn(context, "debit"),
    figureColumn(context, "credit"),
    figureColumn(context, "closing"),
    ...context.answer.totals.comparison.flatMap((_, index) => comparisonColumns(context, index)),
  ];
}
