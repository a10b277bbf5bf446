/** Sends the statement of one customer by mail. */
import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Schema, Statement } from "../../api/answers";
import { client } from "../../api/client";
import { violationOf } from "../../api/problem";
import { refreshAnswers } from "../../api/query";
import { count } from "../../format";
import { t } from "../../text";
import { ActProblem } from "../../ui/act-problem";
import { addressesIn } from "../../ui/addresses";
import { Dialog } from "../../ui/dialog";
import { FormActs } from "../../ui/form-acts";
import { Input, TextArea } from "../../ui/inputs";
import { RoleButton } from "../../ui/role-button";
import { say } from "../../ui/toast";

interface Props {
  partner: number;
  name: string | null;
  email: string | null;
  parameters: Statement["parameters"];
}

/** The books and the days on the screen; the API chooses the side of customers. */
function selectionOf(given: Statement["parameters"]): Schema<"StatementMailsParameters"> {
  const { company_id, companies, date_from, date_to } = given;
  return companies == null
    ? { company_id: company_id ?? null, date_from: date_from ?? null, date_to: date_to ?? null }
    : { companies, date_from: date_from ?? null, date_to: date_to ?? null };
}

function Form({ partner, name, email, parameters, onClose }: Props & { onClose: () => void }) {
  const [recipients, setRecipients] = useState(email ?? "");
  const [subject, setSubject] = useState("");
  const [note, setNote] = useState("");
  const act = useAct(
    (body: Schema<"NewStatementMails">, key: string) =>
      client.POST("/v1/partners/{id}/statement-mails", {
        params: { path: { id: partner }, header: { "Idempotency-Key": key } },
        body,
      }),
    (mailing) => {
      refreshAnswers("/v1/mails");
      refreshAnswers("/v1/exports");
      const mails = mailing.data.length;
      say(t("partner.sent", { n: count(mails), name: name ?? "" }, mails), {
        title: t("mails.title"),
        href: `/c/mails?partner_id=${partner}`,
      });
      onClose();
    },
  );
  const addresses = addressesIn(recipients);
  const submit = (event: Event) => {
    event.preventDefault();
    void act.run({
      parameters: selectionOf(parameters),
      ...(addresses.length > 0 ? { recipients: addresses } : {}),
      ...(subject.trim() === "" ? {} : { subject: subject.trim() }),
      ...(note.trim() === "" ? {} : { note: note.trim() }),
    });
  };
  return (
    <Dialog title={t("partner.send", { name: name ?? "" })} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <Input
          label={t("mails.recipients")}
          hint={t("partner.send.recipients")}
          value={recipients}
          onValue={setRecipients}
          fault={violationOf(act.problem, "recipients")}
        />
        <Input
          label={t("statements.subject")}
          value={subject}
          onValue={setSubject}
          maxLength={200}
          fault={violationOf(act.problem, "subject")}
        />
        <TextArea label={t("mails.note")} value={note} onValue={setNote} />
        <p class="quiet">{t("partner.send.what")}</p>
        <ActProblem problem={act.problem} />
        <FormActs busy={act.busy} verb={t("partner.send.verb")} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

export function SendStatement(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <RoleButton needs="operator" onClick={() => setOpen(true)}>
        {t("partner.send.ask")}
      </RoleButton>
      {open && <Form {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
