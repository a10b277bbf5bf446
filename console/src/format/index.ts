/** Formats in the person's locale. Only this folder formats numbers and dates. */
import { locale, zone } from "../session/preferences";
import * as dates from "./date";
import { now } from "./now";
import * as numbers from "./number";

const style = () => numbers.numberStyle(locale.value);

export const amount = (text: string, places: number) => numbers.formatAmount(text, places, style());
export const plain = (text: string) => numbers.formatPlain(text, style());
export const count = (value: number) => numbers.formatCount(value, style());
export const percent = (thousandths: number) => numbers.formatPercent(thousandths, style());
export const day = (text: string) => dates.formatDay(text, locale.value);
export const month = (text: string) => dates.formatMonth(text, locale.value);
export const instant = (text: string) =>
  dates.formatInstant(text, locale.value, zone.value, now.value);
export const exact = (text: string) => dates.formatExact(text, locale.value, zone.value);
export const exactIn = (text: string, of: string) => dates.formatExact(text, locale.value, of);
export const instantIn = (text: string, of: string) =>
  dates.formatInstant(text, locale.value, of, now.value);
/** For the clipboard. */
export const sortable = (text: string) => dates.formatSortable(text, zone.value);
/** When a day begins in the tenant's zone, or one that is some days later. */
export const dayStart = (text: string, days = 0) => dates.dayStart(text, zone.value, days);
/** The day of today in the tenant's zone. */
export const today = () => dates.formatSortable(now.value.toISOString(), zone.value).slice(0, 10);
export const relative = (text: string) => dates.formatRelative(text, locale.value, now.value);
/** How old something is: of what has just come, too, although the present is a little behind. */
export const age = (text: string) => {
  const present = now.value.toISOString();
  return relative(text < present ? text : present);
};
export const secondsUntil = (text: string) =>
  Math.round((new Date(text).getTime() - now.value.getTime()) / 1000);
export const duration = dates.formatDuration;
export const readAmount = (text: string) => numbers.readAmount(text, style());
export const bytes = (size: number) => numbers.formatBytes(size, style());
/** A decimal that is no money, such as days or a share, with one place. */
export const measure = (text: string) => numbers.formatMeasure(text, style());
