/** Messages that could not be handled. Looking changes nothing; each is replayed or discarded. */
import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Schema } from "../../api/answers";
import { client } from "../../api/client";
import { useLive } from "../../api/live";
import { refreshAnswers, useQuery } from "../../api/query";
import { bytes, count, instant } from "../../format";
import { actsColumn, countColumn, instantColumn, textColumn } from "../../grid/kinds";
import { Icon } from "../../look/icons";
import { place } from "../../router";
import { codec, oneOf } from "../../router/codec";
import { t } from "../../text";
import "../../text/operations";
import { ActProblem } from "../../ui/act-problem";
import { Dialog } from "../../ui/dialog";
import { ScreenHead } from "../../ui/head";
import { LiveTable } from "../../ui/live-table";
import { ProblemPanel } from "../../ui/problem-panel";
import { Question } from "../../ui/question";
import { RoleButton } from "../../ui/role-button";
import { say } from "../../ui/toast";
import { Actions } from "./actions";

type Letter = Schema<"DeadLetter">;

/** So many are replayed with one request. */
const AT_ONCE = 100;

const reasonOf = (letter: Letter) => (letter.reason === null ? null : t(`dead.${letter.reason}`));

function LetterDialog({ letter, onClose }: { letter: Letter; onClose: () => void }) {
  const url = `/v1/dead-letters/${letter.id}`;
  const { data, problem, again } = useQuery<Schema<"DeadLetterDetail">>(url, 300);
  return (
    <Dialog title={letter.event ?? letter.queue} shape="wide" onClose={onClose}>
      <dl class="pairs">
        <div>
          <dt>{t("dead.queue")}</dt>
          <dd>
            <code>{letter.queue}</code>
          </dd>
        </div>
        <div>
          <dt>{t("dead.reason")}</dt>
          <dd>
            {reasonOf(letter)} {letter.detail}
          </dd>
        </div>
        <div>
          <dt>{t("dead.died")}</dt>
          <dd>{letter.died_at ? instant(letter.died_at) : "–"}</dd>
        </div>
        <div>
          <dt>{t("export.size")}</dt>
          <dd>{bytes(letter.size_bytes)}</dd>
        </div>
      </dl>
      {problem && !data && <ProblemPanel problem={problem} retry={again} />}
      <pre class="body">{data?.body ?? letter.body_preview}</pre>
    </Dialog>
  );
}

const viewCodec = codec({ tab: oneOf("done") });

export function DeadLettersScreen() {
  const { tab } = viewCodec.read(place.value.search);
  if (tab !== "done") return <Letters />;
  return (
    <>
      <ScreenHead title={t("dead.title")} />
      <Tabs tab={tab} />
      <Actions />
    </>
  );
}

function Tabs({ tab }: { tab: "done" | undefined }) {
  return (
    <nav class="tabs" aria-label={t("dead.title")}>
      {([undefined, "done"] as const).map((each) => (
        <a
          key={each ?? "open"}
          href={`/c/dead-letters${viewCodec.write({ tab: each })}`}
          {...(tab === each ? { "aria-current": "page" } : {})}
        >
          {t(each ? "dead.actions" : "dead.open")}
        </a>
      ))}
    </nav>
  );
}

function Letters() {
  const live = useLive<Letter>("/v1/dead-letters", (row) => row.id, 30);
  const [shown, setShown] = useState<Letter | null>(null);
  const [discarding, setDiscarding] = useState<Letter | null>(null);
  const done = (text: string) => {
    live.accept();
    refreshAnswers("/v1/dead-letter-actions");
    say(text, { title: t("dead.actions"), href: "/c/dead-letters?tab=done" });
  };
  const replay = useAct(
    (id: string) => client.POST("/v1/dead-letters/{id}/replay", { params: { path: { id } } }),
    () => done(t("dead.replayed", { n: "1" }, 1)),
  );
  const replayAll = useAct(
    (ids: readonly string[]) =>
      client.POST("/v1/dead-letters/replays", { body: { ids: [...ids] } }),
    ({ data }) => done(t("dead.replayed", { n: count(data.length) }, data.length)),
  );
  const discard = useAct(
    ({ id, reason }: { id: string; reason: string }) =>
      client.DELETE("/v1/dead-letters/{id}", { params: { path: { id }, query: { reason } } }),
    () => done(t("dead.discarded")),
  );
  const all = (live.rows ?? []).map((row) => row.id).slice(0, AT_ONCE);
  const columns = [
    textColumn<Letter>("event", t("dead.event"), 230, (row) => row.event ?? row.id, {
      tone: () => "name",
      cell: (row) => (
        <button type="button" class="plain-link" tabIndex={-1} onClick={() => setShown(row)}>
          {row.event ?? row.id}
        </button>
      ),
    }),
    textColumn<Letter>("queue", t("dead.queue"), 170, (row) => row.queue, {
      cell: (row) => <code>{row.queue}</code>,
    }),
    textColumn<Letter>("reason", t("dead.reason"), 390, (row) =>
      [reasonOf(row), row.detail].filter(Boolean).join(": "),
    ),
    countColumn<Letter>("attempts", t("mails.tries"), 76, (row) => row.attempts, { wide: true }),
    instantColumn<Letter>("died", t("dead.died"), (row) => row.died_at),
    actsColumn<Letter>(t("acts"), 180, (row) => (
      <>
        <RoleButton
          needs="operator"
          kind="link"
          inGrid
          busy={replay.busy}
          onClick={() => void replay.run(row.id)}
        >
          {t("dead.replay")}
        </RoleButton>
        <RoleButton needs="admin" kind="link danger" inGrid onClick={() => setDiscarding(row)}>
          {t("dead.discard")}
        </RoleButton>
      </>
    )),
  ];
  return (
    <>
      <ScreenHead title={t("dead.title")}>
        {all.length > 1 && (
          <RoleButton
            needs="operator"
            busy={replayAll.busy}
            onClick={() => void replayAll.run(all)}
          >
            {t("dead.replay-all", { n: count(all.length) }, all.length)}
          </RoleButton>
        )}
      </ScreenHead>
      <Tabs tab={undefined} />
      <ActProblem problem={replay.problem ?? replayAll.problem} />
      <LiveTable
        label={t("dead.title")}
        live={live}
        columns={columns}
        rowKey={(row) => row.id}
        empty={
          <p class="row ok">
            <Icon name="check" />
            {t("dead.none")}
          </p>
        }
      />
      {shown && <LetterDialog letter={shown} onClose={() => setShown(null)} />}
      {discarding && (
        <Question
          title={t("dead.discard.title")}
          verb={t("dead.discard.one")}
          act={discard}
          argument={(reason) => ({ id: discarding.id, reason })}
          asksReason
          onClose={() => setDiscarding(null)}
        >
          <p>
            <code>{discarding.event ?? discarding.id}</code>
          </p>
          <p>{t("dead.discard.what")}</p>
          <p>
            <b>{t("cannot-be-undone")}</b>
          </p>
        </Question>
      )}
    </>
  );
}
