/** Writes or changes a note, with the payment that was promised. */
import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Schema } from "../../api/answers";
import { client } from "../../api/client";
import { violationOf } from "../../api/problem";
import { refreshAnswers } from "../../api/query";
import { plain, readAmount } from "../../format";
import { t } from "../../text";
import { ActProblem } from "../../ui/act-problem";
import { useCatalogue } from "../../ui/catalogue";
import { FormActs } from "../../ui/form-acts";
import { Input, Select, TextArea } from "../../ui/inputs";

export type Note = Schema<"Note">;

const MOST_CHARACTERS = 2000;

interface Draft {
  text: string;
  day: string;
  /** As the person wrote it. */
  amount: string;
  currency: string;
}

const draftOf = (note: Note | null, currency: string): Draft => ({
  text: note?.text ?? "",
  day: note?.promise_date ?? "",
  amount: note?.promise_amount == null ? "" : plain(note.promise_amount),
  currency: note?.promise_currency ?? currency,
});

/** The API takes an amount only with its currency and its day. */
export function noteOf(draft: Draft): Schema<"ChangedNote"> {
  const amount = draft.amount.trim();
  return {
    text: draft.text.trim(),
    ...(draft.day === "" ? {} : { promise_date: draft.day }),
    ...(amount === ""
      ? {}
      : { promise_amount: readAmount(amount) ?? amount, promise_currency: draft.currency }),
  };
}

interface Props {
  object: string;
  note: Note | null;
  currency: string;
  onClose: () => void;
  onSaved?: (() => void) | undefined;
}

/** Saves a new note, or another version of one. */
function useSave({ object, note, onClose, onSaved }: Omit<Props, "currency">) {
  const after = () => {
    refreshAnswers("/v1/notes");
    onSaved?.();
    onClose();
  };
  return useAct((body: Schema<"ChangedNote">, key: string) => {
    if (!note) {
      const params = { header: { "Idempotency-Key": key } };
      return client.POST("/v1/notes", { body: { object, ...body }, params });
    }
    const header = { "If-Match": `"${note.version}"` };
    return client.PUT("/v1/notes/{id}", { params: { path: { id: note.id }, header }, body });
  }, after);
}

export function NoteForm({ object, note, currency, onClose, onSaved }: Props) {
  const [draft, setDraft] = useState(draftOf(note, currency));
  const [unreadable, setUnreadable] = useState(false);
  const change = (part: Partial<Draft>) => {
    setUnreadable(false);
    setDraft({ ...draft, ...part });
  };
  const currencies = useCatalogue("currency", undefined).data?.data ?? [];
  const codes = currencies.flatMap(({ code }) => (code ? [code] : []));
  const act = useSave({ object, note, onClose, onSaved });
  const submit = (event: Event) => {
    event.preventDefault();
    const bad = draft.amount.trim() !== "" && readAmount(draft.amount) === null;
    setUnreadable(bad);
    if (!bad) void act.run(noteOf(draft));
  };
  const choices = codes.includes(draft.currency) ? codes : [draft.currency, ...codes];
  return (
    <form class="form note-form" onSubmit={submit}>
      <TextArea
        label={t("note.text")}
        value={draft.text}
        onValue={(text) => change({ text })}
        maxLength={MOST_CHARACTERS}
        rows={3}
        required
      />
      <div class="promise-fields">
        <Input
          label={t("note.promise-day")}
          type="date"
          value={draft.day}
          onValue={(day) => change({ day })}
          fault={violationOf(act.problem, "promise_date")}
        />
        <Input
          label={t("note.promise-amount")}
          value={draft.amount}
          onValue={(amount) => change({ amount })}
          fault={unreadable ? t("planned.amount.bad") : violationOf(act.problem, "promise_amount")}
        />
        <Select
          label={t("column.currency")}
          value={draft.currency}
          choices={choices.map((code) => [code, code] as const)}
          onValue={(code) => change({ currency: code })}
        />
      </div>
      <ActProblem
        problem={act.problem}
        reload={() => {
          refreshAnswers("/v1/notes");
          onClose();
        }}
      />
      <FormActs busy={act.busy || draft.text.trim() === ""} verb={t("save")} onCancel={onClose} />
    </form>
  );
}
