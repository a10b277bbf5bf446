import type { Schema } from "../../api/answers";
import { t } from "../../text";

export type Schedule = Schema<"Schedule">;

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
