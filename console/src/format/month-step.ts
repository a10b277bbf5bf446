/** First and last day of the month that is `steps` after that of `day`. */
export function monthStep(day: string, steps: number): { first: string; last: string } {
  const [year = "1970", month = "1"] = day.split("-");
  const first = new Date(Date.UTC(Number(year), Number(month) - 1 + steps, 1));
  const last = new Date(Date.UTC(Number(year), Number(month) + steps, 0));
  const iso = (date: Date) => date.toISOString().slice(0, 10);
  return { first: iso(first), last: iso(last) };
}
