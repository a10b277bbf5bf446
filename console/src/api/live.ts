/**
 * A list whose newest rows change by themselves, such as exports. Known rows change in place; new
 * ones wait until the person asks for them, so that nothing moves under the pointer.
 */
import { useRef, useState } from "preact/hooks";
import type { Problem } from "./answers";
import { useQuery } from "./query";
import { read } from "./read";

export interface RowPage<Row> {
  data: readonly Row[];
  next: string | null;
}

/** Rows in the order in which they were first seen, each as it is now; and what is new. */
export function merged<Row>(
  shown: readonly Row[],
  present: readonly Row[],
  keyOf: (row: Row) => string,
): { rows: readonly Row[]; added: number } {
  const now = new Map(present.map((row) => [keyOf(row), row]));
  const known = new Set(shown.map(keyOf));
  const rows = shown.map((row) => now.get(keyOf(row)) ?? row);
  return { rows, added: present.filter((row) => !known.has(keyOf(row))).length };
}

export interface Live<Row> {
  rows: readonly Row[] | null;
  added: number;
  /** There are older rows than those that are loaded. */
  hasMore: boolean;
  loading: boolean;
  problem: Problem | null;
  /** Shows what is new. */
  refresh: () => void;
  /** Asks again after an act of the person, whose row is to be seen at once. */
  accept: () => void;
  more: () => void;
  again: () => void;
}

export function useLive<Row>(url: string, keyOf: (row: Row) => string, seconds = 30): Live<Row> {
  const join = url.includes("?") ? "&" : "?";
  const first = useQuery<RowPage<Row>>(`${url}${join}limit=200`, seconds);
  const [shown, setShown] = useState<{ url: string; first: readonly Row[] } | null>(null);
  const [older, setOlder] = useState<{ url: string; pages: readonly RowPage<Row>[] } | null>(null);
  const [loadingMore, setLoadingMore] = useState(false);

  const accepting = useRef<unknown>(null);
  const data = first.data;
  // The first answer is what the person sees from then on.
  if (data && shown?.url !== url) setShown({ url, first: data.data });
  if (data && accepting.current && accepting.current !== data) {
    accepting.current = null;
    setShown({ url, first: data.data });
  }
  const start = shown?.url === url ? shown.first : (data?.data ?? null);
  const pages = older?.url === url ? older.pages : [];
  const all = start === null ? null : [...start, ...pages.flatMap((page) => page.data)];
  const { rows, added } =
    all === null || !data ? { rows: all, added: 0 } : merged(all, data.data, keyOf);
  const next = pages.length > 0 ? (pages.at(-1)?.next ?? null) : (data?.next ?? null);

  const more = async () => {
    if (next === null || loadingMore) return;
    setLoadingMore(true);
    const cursor = encodeURIComponent(next);
    const page = await read<RowPage<Row>>(
      `${url}${join}limit=200&cursor=${cursor}`,
      new AbortController().signal,
    );
    setLoadingMore(false);
    if (page.kind === "answer") setOlder({ url, pages: [...pages, page.body] });
  };
  return {
    rows,
    added,
    hasMore: next !== null,
    loading: first.loading || loadingMore,
    problem: first.problem,
    refresh: () => {
      if (data) setShown({ url, first: data.data });
      setOlder(null);
    },
    accept: () => {
      accepting.current = data;
      first.again();
    },
    more: () => void more(),
    again: first.again,
  };
}
