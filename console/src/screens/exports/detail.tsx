/** One export: its file with proof, links for others, and mails. */
import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Answer, Export, Schema } from "../../api/answers";
import { client } from "../../api/client";
import { refreshAnswers, useQuery } from "../../api/query";
import { amount, bytes, count, instant } from "../../format";
import { mayFetch } from "../../session/rights";
import { session } from "../../session/session";
import { t } from "../../text";
import { ActProblem } from "../../ui/act-problem";
import { addressesIn } from "../../ui/addresses";
import { CopyText } from "../../ui/copy-text";
import { Dialog } from "../../ui/dialog";
import { Fact } from "../../ui/fact";
import { Input, Select, TextArea } from "../../ui/inputs";
import { StaleNote } from "../../ui/outdated";
import { ProblemPanel } from "../../ui/problem-panel";
import { Question } from "../../ui/question";
import { RoleButton } from "../../ui/role-button";
import { Download } from "./download";
import { MailRows } from "./mails";
import { ExportProgress } from "./progress";
import { hasEnded } from "./states";

const HOUR = 3600;
const LIFETIMES = [HOUR, 24 * HOUR, 168 * HOUR] as const;

function Links({ id }: { id: string }) {
  const [seconds, setSeconds] = useState<number>(24 * HOUR);
  const [url, setUrl] = useState<string | null>(null);
  const [revoking, setRevoking] = useState<string | null>(null);
  const list = `/v1/exports/${id}/links`;
  const links = useQuery<Answer<"/v1/exports/{id}/links">>(`${list}?limit=100`);
  const { data } = links;
  const make = useAct(
    (expires_in_seconds: number) =>
      client.POST("/v1/exports/{id}/links", {
        params: { path: { id } },
        body: { expires_in_seconds },
      }),
    (link) => {
      setUrl(new URL(link.download_url, location.origin).href);
      refreshAnswers(list);
    },
  );
  const revoke = useAct(
    (link: string) =>
      client.DELETE("/v1/exports/{id}/links/{link}", { params: { path: { id, link } } }),
    () => refreshAnswers(list),
  );
  return (
    <section>
      <h3>{t("links.title")}</h3>
      <p class="quiet">{t("links.what")}</p>
      <div class="in-line">
        <Select
          label={t("links.lifetime")}
          value={String(seconds)}
          choices={LIFETIMES.map((value) => [
            String(value),
            t(`links.for.${(value / HOUR) as 1 | 24 | 168}`),
          ])}
          onValue={(value) => setSeconds(Number(value))}
        />
        <RoleButton needs="operator" busy={make.busy} onClick={() => void make.run(seconds)}>
          {t("links.make")}
        </RoleButton>
      </div>
      <ActProblem problem={make.problem} />
      {url && <CopyText text={url} label={t("links.title")} once />}
      {links.problem && !data && <ProblemPanel problem={links.problem} retry={links.again} />}
      <ul class="plain-list">
        {(data?.data ?? []).map((link) => (
          <li key={link.id}>
            <span>
              {t("links.until", { at: instant(link.expires_at) })}{" "}
              <span class="quiet">
                {link.created_by.name}
                {" · "}
                {link.last_used_at
                  ? t("links.used", { at: instant(link.last_used_at) })
                  : t("links.unused")}
              </span>
            </span>
            <RoleButton needs="operator" kind="link danger" onClick={() => setRevoking(link.id)}>
              {t("links.revoke")}
            </RoleButton>
          </li>
        ))}
      </ul>
      {revoking && (
        <Question
          title={t("links.revoke.title")}
          verb={t("links.revoke.one")}
          act={revoke}
          argument={() => revoking}
          onClose={() => setRevoking(null)}
        >
          {t("links.revoke.what")}
        </Question>
      )}
    </section>
  );
}

function MailForm({ id }: { id: string }) {
  const [recipients, setRecipients] = useState(session.value?.person?.email ?? "");
  const [note, setNote] = useState("");
  const url = `/v1/mails?export_id=${id}`;
  const act = useAct(
    (body: Schema<"NewMailing">, key: string) =>
      client.POST("/v1/exports/{id}/mails", {
        params: { path: { id }, header: { "Idempotency-Key": key } },
        body,
      }),
    () => refreshAnswers("/v1/mails"),
  );
  const addresses = addressesIn(recipients);
  return (
    <section>
      <h3>{t("mails.send")}</h3>
      <div class="form">
        <Input
          label={t("mails.recipients")}
          hint={t("mails.recipients.hint")}
          value={recipients}
          onValue={setRecipients}
        />
        <TextArea label={t("mails.note")} value={note} onValue={setNote} rows={2} />
        <ActProblem problem={act.problem} />
        <div class="ways">
          <RoleButton
            needs="operator"
            busy={act.busy}
            disabled={addresses.length === 0}
            onClick={() =>
              void act.run({ recipients: addresses, ...(note === "" ? {} : { note }) })
            }
          >
            {t("mails.send.to", { n: count(addresses.length) }, addresses.length)}
          </RoleButton>
        </div>
      </div>
      <MailRows url={url} />
    </section>
  );
}

function FileFacts({ order }: { order: Export }) {
  const { file } = order;
  if (!file) return null;
  return (
    <dl class="pairs">
      <Fact title={t("export.file")}>{file.name}</Fact>
      <Fact title={t("model.rows")}>{count(order.rows_written)}</Fact>
      <Fact title={t("export.size")}>{bytes(file.size_bytes)}</Fact>
      {file.control_total !== null && (
        <Fact title={t("export.control-total")}>{amount(file.control_total, 2)}</Fact>
      )}
      {file.data_as_of && <Fact title={t("mirror.data-as-of")}>{instant(file.data_as_of)}</Fact>}
      {file.expires_at && <Fact title={t("export.kept-until")}>{instant(file.expires_at)}</Fact>}
      <Fact title="SHA-256">
        <code class="break">{file.sha256}</code>
      </Fact>
    </dl>
  );
}

function Content({ order }: { order: Export }) {
  return (
    <div class="export-detail">
      <p class="quiet">
        {order.created_by.name} · {instant(order.created_at)}
      </p>
      {!hasEnded(order.state) && <ExportProgress order={order} />}
      {order.failure && (
        <p class="notice bad">
          <b>{t(`export-failure.${order.failure.reason}`)}.</b> {order.failure.detail}
        </p>
      )}
      <FileFacts order={order} />
      {order.file && (
        <>
          <div class="ways">
            <Download order={order} kind="button primary" />
          </div>
          {mayFetch(order.created_by) && <Links id={order.id} />}
          {mayFetch(order.created_by) && <MailForm id={order.id} />}
        </>
      )}
    </div>
  );
}

export function ExportDetail({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useQuery<Export>(`/v1/exports/${id}`, 5);
  const { data, problem, again } = query;
  return (
    <Dialog
      title={data ? t(`report.${data.report}`) : t("exports.title")}
      shape="drawer"
      onClose={onClose}
    >
      {problem && !data && <ProblemPanel problem={problem} retry={again} />}
      <StaleNote query={query} />
      {data && <Content order={data} />}
    </Dialog>
  );
}
