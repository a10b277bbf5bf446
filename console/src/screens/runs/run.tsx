/** One run: what it read of each model, what is missing, and why it failed. */
import { useAct } from "../../api/act";
import type { Schema } from "../../api/answers";
import { client } from "../../api/client";
import { refreshAnswers, useQuery } from "../../api/query";
import { count, duration, instant } from "../../format";
import { Grid } from "../../grid/grid";
import { countColumn, instantColumn, textColumn } from "../../grid/kinds";
import { place } from "../../router";
import { t } from "../../text";
import "../../text/operations";
import { ActProblem } from "../../ui/act-problem";
import { ScreenHead } from "../../ui/head";
import { useModelLabels } from "../../ui/model-label";
import { StaleNote } from "../../ui/outdated";
import { ProblemPanel } from "../../ui/problem-panel";
import { RoleButton } from "../../ui/role-button";
import { Skeleton } from "../../ui/skeleton";
import { StatePill } from "../../ui/state-pill";
import { RUN_TONES, secondsOf } from "./states";

type Run = Schema<"SyncRunDetail">;
type Model = Schema<"RunModel">;

function stateOf(model: Model): string {
  if (model.absent) return t("state.absent");
  return t(model.complete ? "runs.complete" : "runs.incomplete");
}

const columns = (labelOf: (model: string) => string) => [
  textColumn<Model>("label", t("model.column"), 190, (row) => labelOf(row.model), {
    tone: () => "name",
  }),
  textColumn<Model>("model", t("model.technical"), 210, (row) => row.model, {
    wide: true,
    cell: (row) => <code>{row.model}</code>,
  }),
  textColumn<Model>("state", t("export.state"), 150, stateOf, {
    cell: (row) => (
      <StatePill tone={row.absent ? "idle" : row.complete ? "" : "info"}>{stateOf(row)}</StatePill>
    ),
  }),
  countColumn<Model>("applied", t("runs.applied"), 110, (row) => row.rows_applied),
  countColumn<Model>("changed", t("runs.changed"), 110, (row) => row.rows_changed),
  instantColumn<Model>("since", t("runs.since"), (row) => row.since, { wide: true }),
  textColumn<Model>(
    "problems",
    t("runs.problems"),
    280,
    (row) =>
      [
        ...row.problems,
        row.missing_fields.length > 0
          ? t("runs.missing", { fields: row.missing_fields.join(", ") })
          : null,
      ]
        .filter(Boolean)
        .join("; "),
    { tone: () => "quiet" },
  ),
];

function Facts({ run }: { run: Run }) {
  const seconds = secondsOf(run);
  const facts: readonly (readonly [string, string | null])[] = [
    [t("made-by"), run.created_by.name],
    [t("runs.started"), run.started_at && instant(run.started_at)],
    [t("runs.took"), seconds === null ? null : duration(seconds)],
    [t("runs.read"), count(run.rows_read)],
    [t("runs.expected"), run.rows_expected === null ? null : count(run.rows_expected)],
    ["Odoo", run.odoo_version],
  ];
  return (
    <section class="panel block">
      <div class="facts">
        {facts.map(([title, value]) =>
          value ? (
            <span key={title}>
              {title} <b>{value}</b>
            </span>
          ) : null,
        )}
        {run.parent_run_id && (
          <a class="link" href={`/c/runs/${run.parent_run_id}`}>
            {t("runs.parent")}
          </a>
        )}
      </div>
      {run.failure && (
        <p class="notice bad">
          <b>{t(`failure.${run.failure.reason}`)}.</b> {run.failure.detail} {run.failure.hint}
        </p>
      )}
    </section>
  );
}

export function RunScreen({ id }: { id: string }) {
  const query = useQuery<Run>(`/v1/sync-runs/${id}`, 5);
  const { data, problem, again } = query;
  const labelOf = useModelLabels();
  const cancel = useAct(
    (_: "cancel", key: string) =>
      client.POST("/v1/sync-runs/{id}/cancel", {
        params: { path: { id }, header: { "Idempotency-Key": key } },
        body: {},
      }),
    () => refreshAnswers("/v1/sync-runs"),
  );
  const runs = data?.state === "running" || data?.state === "requested";
  return (
    <>
      <ScreenHead
        title={data ? t("runs.one", { kind: t(`run.${data.kind}`) }) : t("runs.title")}
        back={{ href: "/c/runs", title: t("runs.title") }}
      >
        {data && (
          <span class="row">
            <StatePill tone={RUN_TONES[data.state]}>{t(`run-state.${data.state}`)}</StatePill>
            {runs && (
              <RoleButton
                needs="operator"
                busy={cancel.busy}
                onClick={() => void cancel.run("cancel")}
              >
                {t("export.cancel")}
              </RoleButton>
            )}
          </span>
        )}
      </ScreenHead>
      <ActProblem problem={cancel.problem} />
      {problem && !data && <ProblemPanel problem={problem} retry={again} />}
      {!problem && !data && <Skeleton />}
      <StaleNote query={query} />
      {data && (
        <>
          <Facts run={data} />
          <Grid
            label={t("runs.models")}
            columns={columns(labelOf)}
            rows={data.models}
            rowKey={(model) => `${model.model}/${model.part}`}
            total={data.models.length}
            entry={place.value.entry}
          />
        </>
      )}
    </>
  );
}
