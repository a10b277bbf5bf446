/**
 * A list in pages by cursor. Rows that are on the screen never move by themselves: if the mirror
 * has changed since the first page, the list says so and starts again when the person asks for it.
 */
import { type Signal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { signedOut } from "../session/session";
import type { Freshness, Problem } from "./answers";
import { read } from "./read";

export interface Page {
  data: readonly unknown[];
  next: string | null;
  freshness: Freshness;
}

export interface ListState<P extends Page> {
  pages: readonly P[];
  problem: Problem | null;
  loading: boolean;
  /** The books have changed since the first page. */
  outdated: boolean;
}

const PAGE_ROWS = 500;
const REFRESH_MS = 60_000;
const LIMIT = 40;

function withParameters(url: string, parameters: Record<string, string>): string {
  const target = new URL(url, location.origin);
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
  return target.pathname + target.search;
}

export class List<P extends Page> {
  readonly state: Signal<ListState<P>> = signal({
    pages: [],
    problem: null,
    loading: false,
    outdated: false,
  });
  users = 0;
  private etag: string | null = null;
  private controller: AbortController | null = null;

  constructor(private readonly url: string) {}

  /** Reads the first page, and replaces all rows by it. */
  readonly restart = (): void => {
    this.controller?.abort();
    this.controller = null;
    void this.fetch(this.url, null, (page) => [page]);
  };

  readonly more = (): void => {
    const { pages, outdated, problem } = this.state.peek();
    const cursor = pages.at(-1)?.next;
    if (!cursor || outdated || problem) return;
    void this.fetch(withParameters(this.url, { cursor }), null, (page) => [...pages, page]);
  };

  readonly retry = (): void => {
    this.set({ problem: null });
    if (this.state.peek().pages.length === 0) this.restart();
    else this.more();
  };

  /** Asks whether the first page is still the same. */
  async revalidate(): Promise<void> {
    const first = this.state.peek().pages[0];
    if (!first || this.etag === null || this.controller) return;
    const controller = new AbortController();
    const url = withParameters(this.url, { limit: String(PAGE_ROWS) });
    const result = await read<P>(url, controller.signal, this.etag);
    if (result.kind === "problem") signedOut(result.problem);
    if (result.kind === "answer" && this.state.peek().pages[0] === first) {
      this.set({
        outdated: result.body.freshness.mirror_version !== first.freshness.mirror_version,
      });
    }
  }

  abort(): void {
    this.controller?.abort();
    this.controller = null;
    this.set({ loading: false });
  }

  private set(part: Partial<ListState<P>>): void {
    this.state.value = { ...this.state.peek(), ...part };
  }

  private async fetch(url: string, etag: string | null, join: (page: P) => readonly P[]) {
    if (this.controller) return;
    const controller = new AbortController();
    this.controller = controller;
    this.set({ loading: true });
    const limited = withParameters(url, { limit: String(PAGE_ROWS) });
    const result = await read<P>(limited, controller.signal, etag);
    if (this.controller !== controller) return;
    this.controller = null;
    this.set({ loading: false });
    if (result.kind === "problem") {
      this.set({ problem: result.problem });
      signedOut(result.problem);
    } else if (result.kind === "answer") {
      const pages = join(result.body);
      if (pages.length === 1) this.etag = result.etag;
      const [first] = pages;
      const same = first?.freshness.mirror_version === result.body.freshness.mirror_version;
      if (same) this.set({ pages, problem: null, outdated: false });
      else this.set({ outdated: true });
    }
  }
}

const lists = new Map<string, List<Page>>();

export function listOf<P extends Page>(url: string): List<P> {
  const known = lists.get(url);
  if (known) return known as unknown as List<P>;
  const list = new List<P>(url);
  lists.set(url, list as unknown as List<Page>);
  for (const [oldest, { users }] of lists) {
    if (lists.size <= LIMIT) break;
    if (users === 0 && oldest !== url) lists.delete(oldest);
  }
  return list;
}

export function forgetLists(): void {
  for (const list of lists.values()) list.abort();
  lists.clear();
}

/** Keeps a list loaded, and its age known, while a component shows it. */
export function useList<P extends Page>(url: string): List<P> {
  const list = listOf<P>(url);
  useEffect(() => {
    list.users += 1;
    if (list.state.peek().pages.length === 0) list.restart();
    else void list.revalidate();
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void list.revalidate();
    }, REFRESH_MS);
    return () => {
      clearInterval(timer);
      list.users -= 1;
      if (list.users === 0) list.abort();
    };
  }, [list]);
  return list;
}
