/** What people have written about a partner or a document, and what was promised. */
import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Answer } from "../../api/answers";
import { client } from "../../api/client";
import { refreshAnswers, useQuery } from "../../api/query";
import { exact, instant } from "../../format";
import { t } from "../../text";
import { StaleNote } from "../../ui/outdated";
import { ProblemPanel } from "../../ui/problem-panel";
import { Question } from "../../ui/question";
import { RoleButton } from "../../ui/role-button";
import { type Note, NoteForm } from "./form";
import { Promised } from "./promised";

interface RowProps {
  note: Note;
  onEdit: () => void;
  onRemove: () => void;
}

function NoteRow({ note, onEdit, onRemove }: RowProps) {
  const changed =
    note.version > 1 ? ` · ${t("note.changed", { at: instant(note.updated_at) })}` : "";
  return (
    <li>
      <div>
        <p class="note-text">{note.text}</p>
        <Promised note={note} long />
        <div class="quiet" title={exact(note.created_at)}>
          {note.created_by.name} · {instant(note.created_at)}
          {changed}
        </div>
      </div>
      <span class="row">
        <RoleButton needs="operator" kind="link" onClick={onEdit}>
          {t("edit")}
        </RoleButton>
        <RoleButton needs="operator" kind="link danger" onClick={onRemove}>
          {t("remove")}
        </RoleButton>
      </span>
    </li>
  );
}

interface Props {
  /** The URL of the partner or document. */
  object: string;
  /** Suggested for promises. */
  currency: string;
}

export function Notes({ object, currency }: Props) {
  const query = useQuery<Answer<"/v1/notes">>(`/v1/notes?object=${object}&limit=100`);
  const [editing, setEditing] = useState<string | "new" | null>(null);
  const [removing, setRemoving] = useState<Note | null>(null);
  const remove = useAct(
    (id: string) => client.DELETE("/v1/notes/{id}", { params: { path: { id } } }),
    () => refreshAnswers("/v1/notes"),
  );
  const { data, problem, again } = query;
  const close = () => setEditing(null);
  return (
    <section class="notes" aria-label={t("notes.title")}>
      <h3>
        {t("notes.title")}
        {editing !== "new" && (
          <RoleButton needs="operator" kind="button small" onClick={() => setEditing("new")} note>
            {t("note.new")}
          </RoleButton>
        )}
      </h3>
      {editing === "new" && (
        <NoteForm object={object} note={null} currency={currency} onClose={close} />
      )}
      {problem && !data && <ProblemPanel problem={problem} retry={again} />}
      <StaleNote query={query} />
      {data?.data.length === 0 && editing === null && <p class="quiet">{t("notes.none")}</p>}
      <ul class="plain-list">
        {(data?.data ?? []).map((note) =>
          editing === note.id ? (
            <li key={note.id}>
              <NoteForm object={object} note={note} currency={currency} onClose={close} />
            </li>
          ) : (
            <NoteRow
              key={note.id}
              note={note}
              onEdit={() => setEditing(note.id)}
              onRemove={() => setRemoving(note)}
            />
          ),
        )}
      </ul>
      {removing && (
        <Question
          title={t("note.remove.title")}
          verb={t("note.remove")}
          act={remove}
          argument={() => removing.id}
          onClose={() => setRemoving(null)}
        >
          <p>{removing.text}</p>
          <p>{t("note.remove.what")}</p>
        </Question>
      )}
    </section>
  );
}
