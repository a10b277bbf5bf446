import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Answer, Schema } from "../../api/answers";
import { client } from "../../api/client";
import { useLive } from "../../api/live";
import { refreshAnswers, useQuery } from "../../api/query";
import { count, instant } from "../../format";
import { actsColumn, countColumn, instantColumn, textColumn } from "../../grid/kinds";
import { place } from "../../router";
import { codec, id, oneOf, text } from "../../router/codec";
import type { Parameters } from "../../router/parameters";
import { t } from "../../text";
import { FixedFilters } from "../../ui/fixed-filters";
import { ScreenHead } from "../../ui/head";
import { LiveTable } from "../../ui/live-table";
import { ProblemPanel } from "../../ui/problem-panel";
import { Question } from "../../ui/question";
import { RoleButton } from "../../ui/role-button";
import { StatePill, type Tone } from "../../ui/state-pill";

type Mail = Schema<"Mail">;

const TONES: Record<Mail["state"], Tone> = {
  waiting: "idle",
  requested: "info",
  sent: "",
  failed: "neg",
  skipped: "warn",
};

const STATES = ["waiting", "requested", "sent", "failed", "skipped"] as const;
const FIXED = ["export_id", "schedule_id", "statement_run_id", "partner_id", "recipient"] as const;
const mailsCodec = codec({
  export_id: text,
  schedule_id: text,
  statement_run_id: text,
  partner_id: id,
  recipient: text,
  since: text,
  state: oneOf(...STATES),
} satisfies Parameters<"/v1/mails">);

function useRetry(done: () => void) {
  return useAct(
    (id: string, key: string) =>
      client.POST("/v1/mails/{id}/retry", {
        params: { path: { id }, header: { "Idempotency-Key": key } },
        body: {},
      }),
    () => {
      refreshAnswers("/v1/mails");
      done();
    },
  );
}

/** The mails of one export, short. */
export function MailRows({ url }: { url: string }) {
  const mails = useQuery<Answer<"/v1/mails">>(`${url}&limit=100`, 10);
  const { data } = mails;
  if (mails.problem && !data) return <ProblemPanel problem={mails.problem} retry={mails.again} />;
  return (
    <ul class="plain-list">
      {(data?.data ?? []).map((mail) => (
        <li key={mail.id}>
          <span>
            {mail.recipient} <span class="quiet">{mail.state === "sent" ? "" : mail.detail}</span>
          </span>
          <StatePill tone={TONES[mail.state]}>
            {t(`mail.${mail.state}`)}
            {mail.settled_at && ` ${instant(mail.settled_at)}`}
          </StatePill>
        </li>
      ))}
    </ul>
  );
}

export function MailsScreen() {
  const view = mailsCodec.read(place.value.search);
  const live = useLive<Mail>(`/v1/mails${mailsCodec.write(view)}`, (row) => row.id, 15);
  const retry = useRetry(live.accept);
  const [retrying, setRetrying] = useState<Mail | null>(null);
  const columns = [
    textColumn<Mail>("recipient", t("mails.recipient"), 260, (row) => row.recipient, {
      tone: () => "name",
    }),
    textColumn<Mail>("occasion", t("mails.occasion"), 130, (row) => t(`occasion.${row.occasion}`)),
    textColumn<Mail>("state", t("export.state"), 130, (row) => t(`mail.${row.state}`), {
      cell: (row) => <StatePill tone={TONES[row.state]}>{t(`mail.${row.state}`)}</StatePill>,
    }),
    textColumn<Mail>("detail", t("mails.detail"), 238, (row) =>
      [row.reply_code === null ? null : count(row.reply_code), row.detail]
        .filter(Boolean)
        .join(" "),
    ),
    countColumn<Mail>("tries", t("mails.tries"), 80, (row) => row.tries, { wide: true }),
    instantColumn<Mail>("at", t("made-at"), (row) => row.created_at),
    actsColumn<Mail>(t("acts"), 210, (row) => (
      <>
        <a class="link" href={`/c/exports?export=${row.export_id}`} tabIndex={-1}>
          {t("mails.export")}
        </a>
        {row.state === "failed" && (
          <RoleButton needs="operator" kind="link" inGrid onClick={() => setRetrying(row)}>
            {t("retry")}
          </RoleButton>
        )}
      </>
    )),
  ];
  return (
    <>
      <ScreenHead
        title={t("mails.title")}
        back={{ href: "/c/exports", title: t("exports.title") }}
      />
      <nav class="tabs" aria-label={t("export.state")}>
        {([undefined, ...STATES] as const).map((state) => (
          <a
            key={state ?? "all"}
            href={`/c/mails${mailsCodec.write({ ...view, state })}`}
            {...(view.state === state ? { "aria-current": "page" } : {})}
          >
            {state ? t(`mail.${state}`) : t("filter.all")}
          </a>
        ))}
      </nav>
      <div class="filters">
        <FixedFilters
          view={view}
          names={FIXED}
          href={(next) => `/c/mails${mailsCodec.write(next)}`}
        />
      </div>
      <LiveTable
        key={mailsCodec.write(view)}
        label={t("mails.title")}
        live={live}
        columns={columns}
        rowKey={(row) => row.id}
        empty={<p>{t("mails.none")}</p>}
      />
      {retrying && (
        <Question
          title={t("mails.retry.title", { to: retrying.recipient })}
          verb={t("mails.retry")}
          act={retry}
          argument={() => retrying.id}
          onClose={() => setRetrying(null)}
        >
          {t("mails.retry.what")}
        </Question>
      )}
    </>
  );
}
