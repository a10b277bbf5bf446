/**
 * A list whose newest rows change by themselves, such as exports. Known rows change in place or
 * leave; new ones wait until the person asks for them, so that nothing moves under the pointer.
 */
import { useRef, useState } from "preact/hooks";
import { signedOut } from "../session/session";
import type { Problem } from "./answers";
import { useQuery } from "./query";
import { read } from "./read";

export interface RowPage<Row> {
  data: readonly Row[];
  next: string | null;
}

/** Rows in the order in which they were first seen, each as it is now; and how many are new. */
export function merged<Row>(
  shown: readonly Row[],
  present: RowPage<Row>,
  keyOf: (row: Row) => string,
): { rows: readonly Row[]; added: number } {
  const now = new Map(present.data.map((row) => [keyOf(row), row]));
  const known = new Set(shown.map(keyOf));
  // Without a further page the answer is the whole list: a row that it lacks is gone.
  const whole = present.next === null;
  const rows = shown.flatMap((row) => now.get(keyOf(row)) ?? (whole ? [] : [row]));
  const isNew = (row: Row) => !known.has(keyOf(row));
  // Below the last known row stand older ones that are not loaded yet.
  const last = present.data.findLastIndex((row) => !isNew(row));
  const end = whole || last < 0 ? present.data.length : last;
  return { rows, added: present.data.slice(0, end).filter(isNew).length };
}

export interface Live<Row> {
  rows: readonly Row[] | null;
  added: number;
  /** There are older rows than those that are loaded. */
  hasMore: boolean;
  loading: boolean;
  problem: Problem | null;
  answeredAt: string | null;
  /** Why older rows could not be read; they are not asked for again until `retry`. */
  moreProblem: Problem | null;
  retry: () => void;
  /** Shows what is new. */
  refresh: () => void;
  /** Asks again after an act of the person, whose row is to be seen at once. */
  accept: () => void;
  more: () => void;
  again: () => void;
}

/** What the person sees: the first page as it was then, and the older ones that belong to it. */
interface Shown<Row> {
  url: string;
  pages: readonly RowPage<Row>[];
  problem: Problem | null;
}

export function useLive<Row>(url: string, keyOf: (row: Row) => string, seconds = 30): Live<Row> {
  const join = url.includes("?") ? "&" : "?";
  const first = useQuery<RowPage<Row>>(`${url}${join}limit=200`, seconds);
  const [kept, setShown] = useState<Shown<Row> | null>(null);
  const loadingMore = useRef<AbortController | null>(null);
  const data = first.data;
  const start = data && { url, pages: [data], problem: null };
  // In an empty list nothing can move, so its first rows need not wait.
  const stays = kept?.pages[0] === data || kept?.pages.some((page) => page.data.length > 0);
  const shown = kept?.url === url && stays ? kept : start;
  if (shown !== kept) setShown(shown);

  const show = (next: Shown<Row> | null) => {
    loadingMore.current?.abort();
    loadingMore.current = null;
    setShown(next);
  };
  const known = shown?.pages.flatMap((page) => page.data) ?? null;
  const { rows, added } =
    known === null || !data ? { rows: known, added: 0 } : merged(known, data, keyOf);
  const next = data?.next == null ? null : (shown?.pages.at(-1)?.next ?? null);

  const more = async (from: Shown<Row>) => {
    if (next === null || loadingMore.current) return;
    const controller = new AbortController();
    loadingMore.current = controller;
    const target = `${url}${join}limit=200&cursor=${encodeURIComponent(next)}`;
    const page = await read<RowPage<Row>>(target, controller.signal);
    if (loadingMore.current !== controller) return;
    loadingMore.current = null;
    if (page.kind === "answer") setShown({ ...from, pages: [...from.pages, page.body] });
    if (page.kind !== "problem") return;
    signedOut(page.problem);
    setShown({ ...from, problem: page.problem });
  };
  return {
    rows,
    added,
    hasMore: next !== null,
    loading: first.loading,
    problem: first.problem,
    answeredAt: first.answeredAt,
    moreProblem: shown?.problem ?? null,
    retry: () => {
      if (shown) void more({ ...shown, problem: null });
    },
    refresh: () => show(start),
    accept: () => void first.again().then(() => show(null)),
    more: () => {
      if (shown && !shown.problem) void more(shown);
    },
    again: () => void first.again(),
  };
}
