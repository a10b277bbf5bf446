/** The parameters of a report for files and saved views, from those that it was answered with. */
import type { NewExport } from "./answers";

/** A file and a view have every row. */
const PAGING = ["cursor", "limit"];
const DAYS = ["as_of", "date_from", "date_to"];

export function selectionOf(parameters: object): NewExport["parameters"] {
  const kept = Object.entries(parameters).filter(
    ([name, value]) => value != null && !PAGING.includes(name),
  );
  return Object.fromEntries(kept) as NewExport["parameters"];
}

/** A view without a day of its own shows today each time it is opened. */
export function withoutFilledDays(
  selection: NewExport["parameters"],
  search: string,
): NewExport["parameters"] {
  const named = new URLSearchParams(search);
  const kept = Object.entries(selection).filter(
    ([name]) => !DAYS.includes(name) || named.has(name),
  );
  return Object.fromEntries(kept) as NewExport["parameters"];
}
