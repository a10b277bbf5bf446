/** The latest note of a row, and what was promised in it. */
import type { Schema } from "../../api/answers";
import { instant } from "../../format";
import type { Column } from "../../grid/column";
import { textColumn } from "../../grid/kinds";
import { pageOf } from "../../router/pages";
import { t } from "../../text";
import { Promised, promiseText } from "./promised";

type LatestNote = Schema<"LatestNote">;

/** A day and an amount of millions: amounts are never cut. */
const PROMISE_WIDTH = 224;

/** Where the whole note is, with those before it. */
export function notesHref(object: string, company: number): string | undefined {
  const page = pageOf(object);
  if (!object.startsWith("/v1/partners/")) return page;
  return `${page}?company_id=${company}&tab=notes`;
}

/** The whole note with who wrote it and when; a cell has room only for its beginning. */
export function wholeNote(note: LatestNote): string {
  const promised = promiseText(note);
  return [
    note.text,
    ...(promised === null ? [] : [t("note.promised", { day: promised })]),
    `${note.created_by.name} · ${instant(note.created_at)}`,
  ].join("\n");
}

export function noteColumns<Row>(
  of: (row: Row) => LatestNote | null | undefined,
  company: number,
): [latest: Column<Row>, promised: Column<Row>] {
  const promised = textColumn<Row>(
    "promised",
    t("note.promise"),
    PROMISE_WIDTH,
    (row) => promiseText(of(row) ?? null),
    {
      wide: true,
      cell: (row) => {
        const note = of(row);
        return note ? <Promised note={note} /> : null;
      },
    },
  );
  return [
    textColumn<Row>("latest_note", t("note.latest"), 200, (row) => of(row)?.text, {
      wide: true,
      tone: () => "quiet",
      cell: (row) => {
        const note = of(row);
        return note ? (
          <a href={notesHref(note.object, company) ?? ""} title={wholeNote(note)} tabIndex={-1}>
            {note.text}
          </a>
        ) : null;
      },
    }),
    { ...promised, least: PROMISE_WIDTH },
  ];
}
