/** A run of statements: how far it is, and each customer, failed ones first. */
import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Schema } from "../../api/answers";
import { client } from "../../api/client";
import { useLive } from "../../api/live";
import { refreshAnswers, useQuery } from "../../api/query";
import { amount, count, instant } from "../../format";
import { actsColumn, dayColumn, instantColumn, moneyColumn, textColumn } from "../../grid/kinds";
import { place } from "../../router";
import { codec, oneOf } from "../../router/codec";
import { t } from "../../text";
import { ApiLink } from "../../ui/api-link";
import { ScreenHead } from "../../ui/head";
import { LiveTable } from "../../ui/live-table";
import { StaleNote } from "../../ui/outdated";
import { PartnerLink } from "../../ui/partner-link";
import { ProblemPanel } from "../../ui/problem-panel";
import { Question } from "../../ui/question";
import { RoleButton } from "../../ui/role-button";
import { Skeleton } from "../../ui/skeleton";
import { StatePill } from "../../ui/state-pill";
import {
  ITEM_STATES,
  ITEM_TONES,
  RUN_TONES,
  RunSpread,
  type StatementRun,
  useCurrency,
} from "./states";

type Item = Schema<"StatementItem">;

const inCurrency = (title: string, currency: string | null) =>
  currency === null ? title : `${title} ${currency}`;

const viewCodec = codec({ state: oneOf(...ITEM_STATES) });

const columns = (company: number | null, currency: string | null) => [
  textColumn<Item>("partner", t("column.customer"), 164, (row) => row.partner_name, {
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
  moneyColumn<Item>(
    "overdue",
    inCurrency(t("collections.overdue"), currency),
    (row) => row.amount_overdue,
    {
      places: 2,
      currency,
    },
  ),
  moneyColumn<Item>("due", inCurrency(t("statements.due"), currency), (row) => row.amount_due, {
    places: 2,
    currency,
  }),
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

const retryVerb = ({ states }: StatementRun) =>
  t("statements.retry", { n: count(states.failed) }, states.failed);

interface QuestionProps {
  asked: "cancel" | "retry";
  run: StatementRun;
  acts: ReturnType<typeof useRunActs>;
  onClose: () => void;
}

/** Mails that are sent cannot be taken back, and those that are stopped are not sent later. */
function RunQuestion({ asked, run, acts, onClose }: QuestionProps) {
  if (asked === "retry") {
    return (
      <Question
        title={t("statements.retry.title")}
        verb={retryVerb(run)}
        act={acts.retry}
        argument={() => "retry" as const}
        onClose={onClose}
      >
        {t("statements.retry.what")}
      </Question>
    );
  }
  const { waiting, exporting, mailing } = run.states;
  const left = waiting + exporting + mailing;
  return (
    <Question
      title={t("statements.stop.title")}
      verb={t("statements.stop.verb", { n: count(left) }, left)}
      act={acts.cancel}
      argument={() => "cancel" as const}
      onClose={onClose}
    >
      {t("statements.stop.what")}
    </Question>
  );
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
  const [asking, setAsking] = useState<"cancel" | "retry" | null>(null);
  const { data, problem, again } = run;
  const currency = useCurrency()(data?.parameters.company_id);
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
              <RoleButton needs="operator" onClick={() => setAsking("cancel")}>
                {t("statements.stop")}
              </RoleButton>
            )}
            {data.states.failed > 0 && data.state !== "running" && (
              <RoleButton needs="operator" kind="button primary" onClick={() => setAsking("retry")}>
                {retryVerb(data)}
              </RoleButton>
            )}
          </span>
        )}
      </ScreenHead>
      {problem && !data && <ProblemPanel problem={problem} retry={again} />}
      {!problem && !data && <Skeleton />}
      <StaleNote query={run} />
      {data && (
        <>
          <section class="panel block">
            <RunSpread run={data} />
            <div class="quiet">
              {t("statements.amount")} {currency} {amount(data.amount_due, 2)}
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
            columns={columns(data.parameters.company_id ?? null, currency)}
            rowKey={(item) => String(item.position)}
            empty={<p>{t("empty.title")}</p>}
          />
          {asking && (
            <RunQuestion asked={asking} run={data} acts={acts} onClose={() => setAsking(null)} />
          )}
        </>
      )}
    </>
  );
}
