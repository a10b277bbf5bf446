/** A schedule's expression in words, for the shapes that people use; else the expression itself. */
import { weekday } from "../../format";
import { t } from "../../text";

const number = (text: string) => /^\d{1,2}$/.test(text);
const two = (text: string) => text.padStart(2, "0");

/** `1-5`, `1,3` or `MON-FRI` as days of the week, Sunday being 0; null if it is something else. */
function weekdays(text: string): number[] | null {
  const names = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
  const dayOf = (part: string) => {
    const named = names.indexOf(part.toUpperCase());
    if (named >= 0) return named;
    return /^[0-7]$/.test(part) ? Number(part) % 7 : null;
  };
  const days: number[] = [];
  for (const part of text.split(",")) {
    const [from, to] = part.split("-").map(dayOf);
    if (from == null || (part.includes("-") && to == null)) return null;
    for (let each = from; ; each = (each + 1) % 7) {
      days.push(each);
      if (each === (to ?? from)) break;
    }
  }
  return days;
}

function daysInWords(text: string): string | null {
  if (text === "*") return t("cron.daily");
  const days = weekdays(text);
  if (days === null) return null;
  if (days.join() === "1,2,3,4,5") return t("cron.workdays");
  return t("cron.on", { days: days.map(weekday).join(", ") });
}

function timeInWords(minute: string, hour: string): string | null {
  const every = /^\*\/(\d{1,2})$/.exec(minute)?.[1];
  if (every && hour === "*") return t("cron.every-minutes", { n: every });
  if (minute === "*" && hour === "*") return t("cron.every-minute");
  if (!number(minute)) return null;
  if (hour === "*") return t("cron.hourly", { minute: two(minute) });
  const everyHours = /^\*\/(\d{1,2})$/.exec(hour)?.[1];
  if (everyHours) return t("cron.every-hours", { n: everyHours, minute: two(minute) });
  const hours = hour.split(",");
  if (!hours.every(number)) return null;
  return t("cron.at", { times: hours.map((each) => `${two(each)}:${two(minute)}`).join(", ") });
}

export function cronInWords(cron: string): string {
  const [minute, hour, dayOfMonth, monthOfYear, dayOfWeek, ...rest] = cron.trim().split(/\s+/);
  if (!minute || !hour || !dayOfMonth || !dayOfWeek || rest.length > 0) return cron;
  const time = timeInWords(minute, hour);
  if (time === null || monthOfYear !== "*") return cron;
  if (dayOfMonth === "*") {
    const days = daysInWords(dayOfWeek);
    if (days === null) return cron;
    // "Every 15 minutes" says it all.
    return hour === "*" && dayOfWeek === "*" ? time : `${days} ${time}`;
  }
  if (dayOfWeek !== "*") return cron;
  if (dayOfMonth.toUpperCase() === "L") return `${t("cron.last-day")} ${time}`;
  return number(dayOfMonth) ? `${t("cron.day", { n: dayOfMonth })} ${time}` : cron;
}
