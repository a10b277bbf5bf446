import type { Schema } from "../../api/answers";
import { amount, day, today } from "../../format";
import { t } from "../../text";

type Pledge = Pick<Schema<"LatestNote">, "promise_date" | "promise_amount" | "promise_currency">;

/** `15/01/2027 · PEN 1,180.50`, or null. */
export function promiseText(note: Pledge | null): string | null {
  if (!note || note.promise_date === null) return null;
  const sum =
    note.promise_amount === null
      ? ""
      : ` · ${note.promise_currency} ${amount(note.promise_amount, 2)}`;
  return day(note.promise_date) + sum;
}

/** What was promised; red once its day has passed. `long` says that it is a promise. */
export function Promised({ note, long = false }: { note: Pledge; long?: boolean }) {
  const text = promiseText(note);
  if (text === null || note.promise_date === null) return null;
  return (
    <span class={note.promise_date < today() ? "promise past" : "promise"} title={text}>
      {long ? t("note.promised", { day: text }) : text}
    </span>
  );
}
