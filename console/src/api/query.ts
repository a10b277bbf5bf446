/**
 * Answers by URL. A view shows the answer that is here at once and asks again with its ETag;
 * `304` costs one round trip. A request that nobody waits for any more is aborted.
 */
import { type Signal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { signedOut } from "../session/session";
import type { Problem } from "./answers";
import { isFollowed, streaming } from "./followed";
import { read } from "./read";

export interface QueryState<T> {
  data: T | null;
  problem: Problem | null;
  loading: boolean;
  /** When the data was last known to be the present answer. */
  answeredAt: string | null;
}

export interface Query<T> extends QueryState<T> {
  /** Reads the answer anew; done once it is there. */
  again: () => Promise<void>;
}

interface Entry {
  state: Signal<QueryState<unknown>>;
  etag: string | null;
  controller: AbortController | null;
  users: number;
  /** When it was last asked for. */
  askedAt: number;
  /** It has become stale while it was asked for. */
  stale: boolean;
}

const entries = new Map<string, Entry>();
const LIMIT = 100;

const newEntry = (loading: boolean): Entry => ({
  state: signal({ data: null, problem: null, loading, answeredAt: null }),
  etag: null,
  controller: null,
  users: 0,
  askedAt: 0,
  stale: false,
});

const NOTHING = newEntry(false);

function entryOf(url: string): Entry {
  const known = entries.get(url);
  if (known) return known;
  const entry = newEntry(true);
  entries.set(url, entry);
  for (const [oldest, { users }] of entries) {
    if (entries.size <= LIMIT) break;
    if (users === 0) entries.delete(oldest);
  }
  return entry;
}

/** Reads the answer unless that is under way. */
async function refresh(url: string, entry: Entry): Promise<void> {
  if (entry.controller) return;
  const controller = new AbortController();
  entry.controller = controller;
  entry.askedAt = Date.now();
  entry.stale = false;
  entry.state.value = { ...entry.state.peek(), loading: true };
  const result = await read<unknown>(url, controller.signal, entry.etag);
  if (entry.controller !== controller) return;
  entry.controller = null;
  const present = entry.state.peek();
  const answeredAt = new Date().toISOString();
  if (result.kind === "answer") {
    entry.etag = result.etag;
    entry.state.value = { data: result.body, problem: null, loading: false, answeredAt };
  } else if (result.kind === "unchanged") {
    entry.state.value = { ...present, problem: null, loading: false, answeredAt };
  } else if (result.kind === "problem") {
    entry.state.value = { ...present, problem: result.problem, loading: false };
    signedOut(result.problem);
  }
  if (entry.stale && entry.users > 0) await refresh(url, entry);
}

/** Reads the answer anew: one that is under way may be older than the act that has changed it. */
function restart(url: string, entry: Entry): Promise<void> {
  entry.controller?.abort();
  entry.controller = null;
  return refresh(url, entry);
}

/** Forgets every answer, for example when somebody else signs in. */
export function forgetAnswers(): void {
  for (const entry of entries.values()) entry.controller?.abort();
  entries.clear();
}

/** Asks again for what is shown below `path`, after an act has changed it. */
export function refreshAnswers(path: string): void {
  for (const [url, entry] of entries) {
    if (!url.startsWith(path)) continue;
    if (entry.users > 0) void restart(url, entry);
    else entries.delete(url);
  }
}

/** Asks again for what is shown and stale; what is under way may be too old, and is asked after. */
export function revalidateAnswers(isStale: (url: string) => boolean): void {
  for (const [url, entry] of entries) {
    if (entry.users === 0 || !isStale(url)) continue;
    if (entry.controller) entry.stale = true;
    else void refresh(url, entry);
  }
}

/** Events say when an answer changes; while they come, it is asked for only to be sure. */
const FOLLOWED_MS = 60_000;

/** Whether the present answer is as good as one that would be asked for now. */
function isKnown(url: string, entry: Entry): boolean {
  return streaming.peek() && isFollowed(url) && Date.now() - entry.askedAt < FOLLOWED_MS;
}

/** While the page is visible: each `seconds`, and always when it comes into sight. */
function whileVisible(url: string, entry: Entry, seconds: number): () => void {
  const appear = () => {
    if (document.visibilityState === "visible") void refresh(url, entry);
  };
  const tick = () => {
    if (!isKnown(url, entry)) appear();
  };
  // Spread over the interval, so that many tabs do not ask in the same second.
  const timer = setInterval(tick, seconds * 1000 * (0.9 + Math.random() * 0.2));
  document.addEventListener("visibilitychange", appear);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", appear);
  };
}

/**
 * The answer at `url`, asked for again every `seconds` while the page is visible; nothing is asked
 * if there is no URL.
 */
export function useQuery<T>(url: string | null, seconds = 60): Query<T> {
  const entry = url === null ? NOTHING : entryOf(url);
  useEffect(() => {
    if (url === null) return;
    entry.users += 1;
    void refresh(url, entry);
    const stop = whileVisible(url, entry, seconds);
    return () => {
      stop();
      entry.users -= 1;
      if (entry.users > 0) return;
      entry.controller?.abort();
      entry.controller = null;
    };
  }, [url, entry, seconds]);
  const state = entry.state.value as QueryState<T>;
  return { ...state, again: async () => (url === null ? undefined : restart(url, entry)) };
}
