/** Which answers become stale by which event of the API. */
import { signal } from "@preact/signals";
import type { Schema } from "./answers";

/** Whether some tab of this browser reads the events now. */
export const streaming = signal(false);

export type EventKind = Schema<"FeedEvent">["event"];

export const KINDS = [
  "mirror",
  "run",
  "export",
  "mail",
  "statement_run",
  "alarm",
  "note",
  "reset",
] as const satisfies readonly EventKind[];

const BOOKS = [
  "/v1/companies",
  "/v1/documents",
  "/v1/journal-items",
  "/v1/ledger",
  "/v1/overview",
  "/v1/partners",
  "/v1/payables",
  "/v1/receivables",
  "/v1/sales",
  "/v1/treasury",
] as const;

const STALE: Record<Exclude<EventKind, "reset">, readonly string[]> = {
  mirror: ["/v1/mirror", ...BOOKS],
  run: ["/v1/mirror", "/v1/sync-runs"],
  export: ["/v1/exports", "/v1/overview"],
  mail: ["/v1/mails"],
  statement_run: ["/v1/statement-runs"],
  alarm: ["/v1/alarms", "/v1/mirror", "/v1/overview"],
  note: ["/v1/notes", "/v1/payables", "/v1/receivables"],
};

/** The preview of a run is an answer about customers: what a run does is no news for it. */
const NEVER = ["/v1/statement-runs/preview"];

const ALL = [...new Set(Object.values(STALE).flat())];

const begins = (url: string, prefixes: readonly string[]) =>
  prefixes.some((prefix) => url.startsWith(prefix)) &&
  !NEVER.some((prefix) => url.startsWith(prefix));

/** Whether events say when the answer at `url` changes. */
export const isFollowed = (url: string): boolean => begins(url, ALL);

export function isStale(kind: EventKind, url: string): boolean {
  return kind === "reset" ? isFollowed(url) : begins(url, STALE[kind]);
}
