/** Which page of the console shows the rows that a URL of the API stands for. */
import { place } from ".";
import { queryOf } from "./codec";

const SAME_QUERY: readonly (readonly [RegExp, string])[] = [
  [/^\/v1\/(receivables|payables)\/open-items$/, "/c/$1/items"],
  [/^\/v1\/(receivables|payables)\/ageing$/, "/c/$1"],
  [/^\/v1\/(receivables|payables)\/tie-out$/, "/c/$1/tie-out"],
  [/^\/v1\/journal-items$/, "/c/journal-items"],
  [/^\/v1\/overview$/, "/c/"],
  [/^\/v1\/ledger\/partner-ledger$/, "/c/partner-ledger"],
  [/^\/v1\/ledger\/general-ledger$/, "/c/ledger"],
  [/^\/v1\/ledger\/trial-balance$/, "/c/trial-balance"],
  [/^\/v1\/sales\/collections$/, "/c/collections"],
  [/^\/v1\/treasury\/(balances|forecast|history)$/, "/c/treasury"],
  [/^\/v1\/partners\/(\d+)\/statement$/, "/c/partners/$1"],
  [/^\/v1\/partners\/(\d+)$/, "/c/partners/$1"],
  [/^\/v1\/sync-runs\/([0-9a-f-]+)$/, "/c/runs/$1"],
  [/^\/v1\/sync-runs\/([0-9a-f-]+)\/missing-rows$/, "/c/runs/$1/missing-rows"],
  [/^\/v1\/statement-runs\/([0-9a-f-]+)$/, "/c/statements/$1"],
  [/^\/v1\/exports\/([0-9a-f-]+)$/, "/c/exports?export=$1"],
  [/^\/v1\/schedules\/([0-9a-f-]+)$/, "/c/schedules/$1"],
  [/^\/v1\/mails$/, "/c/mails"],
];

export function pageOf(url: string | null | undefined): string | undefined {
  const [path = "", query] = (url ?? "").split("?");
  const document = /^\/v1\/documents\/(\d+)$/.exec(path)?.[1];
  if (document) return documentHref(document);
  const known = SAME_QUERY.find(([pattern]) => pattern.test(path));
  if (!known) return undefined;
  return path.replace(known[0], known[1]) + (query === undefined ? "" : `?${query}`);
}

/** The present page with another value of one parameter, or without it. */
export function hereWith(name: string, value: string | null): string {
  const { path, search } = place.value;
  const query = new URLSearchParams(search);
  query.delete(name);
  if (value !== null) query.set(name, value);
  return path + queryOf(query);
}

/** The present page with a document over it. */
export function documentHref(id: string | number): string {
  return hereWith("doc", String(id));
}

export function withoutDocument(): string {
  return hereWith("doc", null);
}
