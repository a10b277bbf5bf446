import type { Schema } from "../../api/answers";
import { language } from "../../session/preferences";
import { t } from "../../text";

export type Schedule = Schema<"Schedule">;

/** When a schedule is due, in the words of the API. */
export function whenOf(schedule: Schedule): string {
  const words = schedule.in_words?.[language.value];
  return words ? capital(words) : schedule.cron;
}

export const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** What a schedule does each time. */
export function whatOf(schedule: Schedule): string {
  if (schedule.report) {
    const { report, format, recipients } = schedule.report;
    const to = recipients && recipients.length > 0 ? ` → ${recipients.join(", ")}` : "";
    return `${t(`report.${report}`)} (${format.toUpperCase()})${to}`;
  }
  if (schedule.statement_run) return t("schedule.statements");
  return schedule.run_kind ? t("schedule.run", { kind: t(`run.${schedule.run_kind}`) }) : "–";
}
