/** The letter of a new run, what customers would get, and the start. */
import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Answer, Schema } from "../../api/answers";
import { client } from "../../api/client";
import { selectionOf } from "../../api/selection";
import { amount, count } from "../../format";
import { go, place } from "../../router";
import { hereWith } from "../../router/pages";
import { t } from "../../text";
import "../../text/letters";
import { Input, TextArea } from "../../ui/inputs";
import { Question } from "../../ui/question";
import { RoleButton } from "../../ui/role-button";
import { LetterDrawer } from "./letter";
import { letterCodec } from "./view";

type Preview = Answer<"/v1/statement-runs/preview">;
type Row = Schema<"StatementPreviewRow">;

/** The present page with the mail to a customer over it, or without. */
export const letterHref = (id: string | number | undefined) =>
  hereWith("letter", id === undefined ? null : String(id));

type Totals = NonNullable<Preview["totals"]>;

function Facts({ company, totals }: { company: Preview["company"]; totals: Totals }) {
  return (
    <div class="facts">
      <span>
        {t("outlook.send")} <b>{count(totals.to_send)}</b>
      </span>
      <span>
        {t("outlook.excluded")} <b>{count(totals.excluded)}</b>
      </span>
      <span>
        {t("outlook.no_address")} <b>{count(totals.without_address)}</b>
      </span>
      <span>
        {t("outlook.payment_pending")} <b>{count(totals.payment_pending)}</b>
      </span>
      <span>
        {t("statements.amount")}{" "}
        <b>
          {company.currency} {amount(totals.amount_due_to_send, company.decimal_places)}
        </b>
      </span>
    </div>
  );
}

function SeeMail({ first }: { first: Row | undefined }) {
  return (
    <button
      type="button"
      class="button"
      disabled={first === undefined}
      onClick={() => go(letterHref(first?.partner_id))}
    >
      {t("letter.see")}
    </button>
  );
}

interface StartProps {
  preview: Preview;
  totals: Totals;
  rows: readonly Row[];
  /** The preview is being read again, or is known to be old. */
  busy: boolean;
}

export function Start({ preview, totals, rows, busy }: StartProps) {
  const [subject, setSubject] = useState("");
  const [note, setNote] = useState("");
  const [asking, setAsking] = useState(false);
  const act = useAct(
    (body: Schema<"StatementOrder">, key: string) =>
      client.POST("/v1/statement-runs", { body, params: { header: { "Idempotency-Key": key } } }),
    (run) => go(`/c/statements/${run.id}`),
  );
  const { company } = preview;
  // What was shown is what is sent: the same companies, and the same day after midnight, too.
  const parameters = selectionOf(preview.parameters) as Schema<"StatementSelection">;
  const verb = t("statements.send", { n: count(totals.to_send) }, totals.to_send);
  const written = {
    ...(subject.trim() === "" ? {} : { subject: subject.trim() }),
    ...(note.trim() === "" ? {} : { note: note.trim() }),
  };
  const { letter } = letterCodec.read(place.value.search);
  return (
    <section class="panel block start">
      <Facts company={company} totals={totals} />
      <Input label={t("statements.subject")} value={subject} onValue={setSubject} maxLength={200} />
      <TextArea label={t("mails.note")} value={note} onValue={setNote} rows={2} />
      <div class="ways">
        <SeeMail first={rows[0]} />
        <RoleButton
          needs="operator"
          kind="button primary"
          disabled={busy || totals.to_send === 0}
          onClick={() => setAsking(true)}
        >
          {verb}
        </RoleButton>
      </div>
      {asking && (
        <Question
          title={t("statements.ask")}
          verb={verb}
          act={act}
          argument={() => ({ parameters, ...written })}
          onClose={() => setAsking(false)}
        >
          {t("statements.what", {
            mails: count(totals.mails),
            amount: `${company.currency} ${amount(totals.amount_due_to_send, company.decimal_places)}`,
          })}
        </Question>
      )}
      {letter !== undefined && (
        <LetterDrawer
          partner={Number(letter)}
          order={{ parameters, ...written }}
          customers={rows}
          onPartner={(id) => go(letterHref(id), "replace")}
          onClose={() => go(letterHref(undefined), "replace")}
        />
      )}
    </section>
  );
}
