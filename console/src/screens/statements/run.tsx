/** A run of statements: how far it is, and each customer, failed ones first. */
import { useAct } from "../../api/act";
import type { Schema } from "../../api/answers";
import { client } from "../../api/client";
import { useLive } from "../../api/live";
import { refreshAnswers, useQuery } from "../../api/query";
import { amount, instant } from "../../format";
import { actsColumn, dayColumn, instantColumn, moneyColumn, textColumn } from "../../grid/kinds";
import { place } from "../../router";
import { codec, oneOf } from "../../router/codec";
import { t } from "../../text";
import { ActProblem } from "../../ui/act-problem";
import { ApiLink } from "../../ui/api-link";
import { ScreenHead } from "../../ui/head";
import { LiveTable } from "../../ui/live-table";
import { PartnerLink } from "../../ui/partner-link";
import { ProblemPanel } from "../../ui/problem-panel";
import { RoleButton } from "../../ui/role-button";
import { Skeleton } from "../../ui/skeleton";
import { StatePill } from "../../ui/state-pill";
import { ITEM_STATES, ITEM_TONES, Progress, RUN_TONES, type StatementRun } from "./states";

type Item = Schema<"StatementItem">;

const viewCodec = codec({ state: oneOf(...ITEM_STATES) });

const columns = (company: number | null) => [
  textColumn<Item>("partner", t("column.partner"), 164, (row) => row.partner_name, {
    tone: () => "name",
    cell: (row) => <PartnerLink id={row.partner_id} name={row.partner_name} company={company} />,
  }),
  textColumn<Item>("state", t("export.state"), 116, (row) => t(`item.${row.state}`), {
    cell: (row) => <StatePill tone={ITEM_TONES[row.state]}>{t(`item.${row.state}`)}</StatePill>,
  }),
  textColumn<Item>("detail", t("mails.detail"), 200, (row) => row.detail),
  textColumn<Item>("to", t("mails.recipient"), 132, (row) => row.recipients.join(", "), {
    wide: true,
    tone: () => "quiet",
  }),
  dayColumn<Item>("oldest", t("statements.oldest"), (row) => row.oldest_due, { wide: true }),
  moneyColumn<Item>("overdue", t("collections.overdue"), (row) => row.amount_overdue, {
    places: 0,
  }),
  moneyColumn<Item>("due", t("statements.due"), (row) => row.amount_due, { places: 0 }),
  instantColumn<Item>("at", t("statements.settled"), (row) => row.settled_at, {
    wide: true,
    width: 126,
  }),
  actsColumn<Item>(t("acts"), 140, (row) => (
    <>
      {row.export_url && (
        <ApiLink class="link" url={row.export_url}>
          {t("mails.export")}
        </ApiLink>
      )}
      {row.mails_url && (
        <ApiLink class="link" url={row.mails_url}>
          {t("mails.title")}
        </ApiLink>
      )}
    </>
  )),
];

function useRunActs(id: string, done: () => void) {
  const after = () => {
    refreshAnswers("/v1/statement-runs");
    done();
  };
  const params = (key: string) => ({
    params: { path: { id }, header: { "Idempotency-Key": key } },
    body: {},
  });
  const cancel = useAct(
    (_: "cancel", key: string) => client.POST("/v1/statement-runs/{id}/cancel", params(key)),
    after,
  );
  const retry = useAct(
    (_: "retry", key: string) => client.POST("/v1/statement-runs/{id}/retry", params(key)),
    after,
  );
  return { cancel, retry };
}

export function StatementRunScreen({ id }: { id: string }) {
  const view = viewCodec.read(place.value.search);
  const run = useQuery<StatementRun>(`/v1/statement-runs/${id}`, 5);
  const live = useLive<Item>(
    `/v1/statement-runs/${id}/items${viewCodec.write(view)}`,
    (item) => String(item.position),
    10,
  );
  const acts = useRunActs(id, live.accept);
  const { data, problem, again } = run;
  return (
    <>
      <ScreenHead
        title={t("statements.run")}
        back={{ href: "/c/statements", title: t("statements.title") }}
        aside={data && `${instant(data.created_at)} · ${data.created_by.name ?? ""}`}
      >
        {data && (
          <span class="row">
            <StatePill tone={RUN_TONES[data.state]}>{t(`statement-run.${data.state}`)}</StatePill>
            {data.state === "running" && (
              <RoleButton
                needs="operator"
                busy={acts.cancel.busy}
                onClick={() => void acts.cancel.run("cancel")}
              >
                {t("statements.stop")}
              </RoleButton>
            )}
            {data.states.failed > 0 && data.state !== "running" && (
              <RoleButton
                needs="operator"
                kind="button primary"
                busy={acts.retry.busy}
                onClick={() => void acts.retry.run("retry")}
              >
                {t("statements.retry")}
              </RoleButton>
            )}
          </span>
        )}
      </ScreenHead>
      <ActProblem problem={acts.cancel.problem ?? acts.retry.problem} />
      {problem && !data && <ProblemPanel problem={problem} retry={again} />}
      {!problem && !data && <Skeleton />}
      {data && (
        <>
          <section class="panel block">
            <Progress run={data} />
            <div class="quiet">
              {t("statements.amount")} {amount(data.amount_due, 0)}
            </div>
          </section>
          <nav class="tabs" aria-label={t("export.state")}>
            {([undefined, ...ITEM_STATES] as const).map((state) =>
              state === undefined || data.states[state] > 0 ? (
                <a
                  key={state ?? "all"}
                  href={`/c/statements/${id}${viewCodec.write({ state })}`}
                  {...(view.state === state ? { "aria-current": "page" } : {})}
                >
                  {state ? t(`item.${state}`) : t("filter.all")}
                </a>
              ) : null,
            )}
          </nav>
          <LiveTable
            key={view.state ?? "all"}
            label={t("statements.run")}
            live={live}
            columns={columns(data.parameters.company_id ?? null)}
            rowKey={(item) => String(item.position)}
            empty={<p>{t("empty.title")}</p>}
          />
        </>
      )}
    </>
  );
}
