/** Runs that mailed statements to customers. */
import { useLive } from "../../api/live";
import { countColumn, instantColumn, moneyColumn, textColumn } from "../../grid/kinds";
import { company } from "../../session/preferences";
import { may } from "../../session/rights";
import { t } from "../../text";
import { ScreenHead } from "../../ui/head";
import { LiveTable } from "../../ui/live-table";
import { StatePill } from "../../ui/state-pill";
import { RUN_TONES, type StatementRun, useCurrency } from "./states";

const columns = (currencyOf: ReturnType<typeof useCurrency>) => [
  instantColumn<StatementRun>("at", t("made-at"), (row) => row.created_at, {
    tone: () => "name",
  }),
  textColumn<StatementRun>(
    "state",
    t("export.state"),
    140,
    (row) => t(`statement-run.${row.state}`),
    {
      cell: (row) => (
        <a href={`/c/statements/${row.id}`} tabIndex={-1}>
          <StatePill tone={RUN_TONES[row.state]}>{t(`statement-run.${row.state}`)}</StatePill>
        </a>
      ),
    },
  ),
  countColumn<StatementRun>("customers", t("statements.customers"), 90, (row) => row.customers),
  countColumn<StatementRun>("sent", t("item.sent"), 90, (row) => row.states.sent),
  countColumn<StatementRun>("failed", t("item.failed"), 90, (row) => row.states.failed, {
    tone: (row) => (row.states.failed > 0 ? "neg" : "faint"),
  }),
  countColumn<StatementRun>("skipped", t("item.skipped"), 90, (row) => row.states.skipped, {
    wide: true,
  }),
  moneyColumn<StatementRun>("due", t("statements.due"), (row) => row.amount_due, {
    places: 2,
    currency: (row) => currencyOf(row.parameters.company_id),
  }),
  textColumn<StatementRun>(
    "currency",
    t("column.currency"),
    76,
    (row) => currencyOf(row.parameters.company_id),
    { tone: () => "quiet" },
  ),
  textColumn<StatementRun>("by", t("made-by"), 180, (row) => row.created_by.name, { wide: true }),
];

export function StatementsScreen() {
  const live = useLive<StatementRun>("/v1/statement-runs", (row) => row.id, 15);
  const currencyOf = useCurrency();
  const query = company.value === null ? "" : `?company_id=${company.value}`;
  return (
    <>
      <ScreenHead title={t("statements.title")}>
        {may("operator") ? (
          <a class="button primary" href={`/c/statements/new${query}`}>
            {t("statements.new")}
          </a>
        ) : (
          <button
            type="button"
            class="button primary"
            disabled
            title={t("needs-role", { role: t("role.operator") })}
          >
            {t("statements.new")}
          </button>
        )}
      </ScreenHead>
      <LiveTable
        label={t("statements.title")}
        live={live}
        columns={columns(currencyOf)}
        rowKey={(row) => row.id}
        empty={<p>{t("statements.none")}</p>}
      />
    </>
  );
}
