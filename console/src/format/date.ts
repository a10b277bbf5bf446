/** Days are the books' own days, so they are formatted in UTC; instants in the tenant's zone. */

const isEnglish = (locale: string) => locale.startsWith("en");

function utc(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** `05/11/2026`; in English `5 Nov 2026`, because 05/11 is ambiguous there. */
export function formatDay(day: string, locale: string): string {
  if (isEnglish(locale)) {
    const style = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const;
    return new Intl.DateTimeFormat("en-GB", style).format(utc(day)).replace("Sept", "Sep");
  }
  const [year = "", month = "", dayOfMonth = ""] = day.split("-");
  return `${dayOfMonth}/${month}/${year}`;
}

/** `2026-11` as `nov 2026`. */
export function formatMonth(month: string, locale: string): string {
  const style = { month: "short", year: "numeric", timeZone: "UTC" } as const;
  const format = new Intl.DateTimeFormat(isEnglish(locale) ? "en-GB" : locale, style);
  return format.format(utc(`${month}-01`)).replace("Sept", "Sep");
}

/** `09:30`, with the day before it unless it is today. */
export function formatInstant(instant: string, locale: string, zone: string, now: Date): string {
  const dayOf = (date: Date) => new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(date);
  const date = new Date(instant);
  const time = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  }).format(date);
  return dayOf(date) === dayOf(now) ? time : `${formatDay(dayOf(date), locale)} ${time}`;
}

/** The whole instant with its zone, and in UTC, for tooltips. */
export function formatExact(instant: string, locale: string, zone: string): string {
  const date = new Date(instant);
  const here = new Intl.DateTimeFormat(isEnglish(locale) ? "en-GB" : locale, {
    dateStyle: "medium",
    timeStyle: "long",
    timeZone: zone,
  });
  return `${here.format(date)} · ${partsIn(date, "UTC")} UTC`;
}

function partsIn(date: Date, zone: string): string {
  const style = { dateStyle: "short", timeStyle: "medium", timeZone: zone } as const;
  // The Swedish format is that of ISO 8601: 2026-11-05 09:30:00.
  return new Intl.DateTimeFormat("sv-SE", style).format(date);
}

/** `2026-11-05 09:30:00` in the zone: a spreadsheet reads it as a date and sorts it. */
export function formatSortable(instant: string, zone: string): string {
  return partsIn(new Date(instant), zone);
}

/** The instant at which a day begins in a zone; `days` later with the clock's changes. */
export function dayStart(day: string, zone: string, days = 0): string {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  const wanted = Date.UTC(year, month - 1, date + days);
  let found = wanted;
  // The second step is for days on which the clock changes between the guess and the answer.
  for (let step = 0; step < 2; step += 1) {
    const shown = Date.parse(`${partsIn(new Date(found), zone).replace(" ", "T")}Z`);
    found += wanted - shown;
  }
  return new Date(found).toISOString();
}

const STEPS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** `hace 32 s`, `dentro de 2 min`. */
export function formatRelative(instant: string, locale: string, now: Date): string {
  const seconds = Math.round((new Date(instant).getTime() - now.getTime()) / 1000);
  const format = new Intl.RelativeTimeFormat(locale, { style: "short", numeric: "always" });
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  }
  // Minus zero is past: what has just come is not in the future.
  return format.format(seconds === 0 ? -0 : seconds, "second");
}

/** `45 s`, `12 min`, `3 h`, `2 d`: how long something lasts. */
export function formatDuration(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 129_600) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}
