/**
 * A list in pages by cursor. Rows that are on the screen never move by themselves: if the answer
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
  parameters?: unknown;
}

/** A row of a page. */
export type RowOf<P extends Page> = P["data"][number];

export interface ListState<P extends Page> {
  pages: readonly P[];
  /** The rows of all pages. */
  rows: readonly RowOf<P>[];
  problem: Problem | null;
  loading: boolean;
  /** The answer has changed since the first page. */
  outdated: boolean;
  /** Why it could not be asked whether the answer is still the same. */
  unknown: Problem | null;
  /** When the first page was last known to be the present answer. */
  answeredAt: string | null;
}

type Loaded<P extends Page> = Pick<ListState<P>, "pages" | "rows">;

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
    rows: [],
    problem: null,
    loading: false,
    outdated: false,
    unknown: null,
    answeredAt: null,
  });
  users = 0;
  private etag: string | null = null;
  private controller: AbortController | null = null;
  /** The request that runs, or the last one. */
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly url: string) {}

  /** Reads the first page, and replaces all rows by it. */
  readonly restart = (): void => {
    this.controller?.abort();
    this.controller = null;
    this.running = this.fetch(this.url, { pages: [], rows: [] });
  };

  readonly more = (): void => {
    const { pages, rows, outdated, problem } = this.state.peek();
    const cursor = pages.at(-1)?.next;
    if (!cursor || outdated || problem || this.controller) return;
    const url = withParameters(this.url, { cursor });
    this.running = this.fetch(url, { pages, rows });
  };

  readonly retry = (): void => {
    this.set({ problem: null });
    if (this.state.peek().pages.length === 0) this.restart();
    else this.more();
  };

  /** Reads the rest of the list, but stops at `most` rows; answers whether every row is here. */
  readonly all = async (most: number): Promise<"all" | "too-many" | "failed"> => {
    for (;;) {
      await this.running;
      const { pages, rows, outdated, problem } = this.state.peek();
      if (outdated || problem || pages.length === 0) return "failed";
      if (rows.length > most) return "too-many";
      if (pages.at(-1)?.next == null) return "all";
      this.more();
    }
  };

  /** Asks whether the first page is still the same. */
  async revalidate(): Promise<void> {
    const first = this.state.peek().pages[0];
    if (!first || this.etag === null || this.controller) return;
    const controller = new AbortController();
    const url = withParameters(this.url, { limit: String(PAGE_ROWS) });
    const result = await read<P>(url, controller.signal, this.etag);
    if (result.kind === "problem") signedOut(result.problem);
    if (this.state.peek().pages[0] !== first) return;
    if (result.kind === "problem") this.set({ unknown: result.problem });
    if (result.kind === "unchanged") this.set({ unknown: null, answeredAt: present() });
    if (result.kind === "answer") {
      const changed = result.etag !== this.etag || !isSame(first, result.body);
      // In an empty list nothing can move, so its first rows need not wait.
      if (changed && this.state.peek().rows.length === 0) return this.restart();
      this.set({ outdated: changed, unknown: null, ...(changed ? {} : { answeredAt: present() }) });
    }
  }

  /** Espejo answers again: asks for what it has not answered. */
  recover(): void {
    if (this.state.peek().problem?.status === 0) this.retry();
    else void this.revalidate();
  }

  abort(): void {
    this.controller?.abort();
    this.controller = null;
    this.set({ loading: false });
  }

  private set(part: Partial<ListState<P>>): void {
    this.state.value = { ...this.state.peek(), ...part };
  }

  /** Reads a page and puts it behind those before it. */
  private async fetch(url: string, before: Loaded<P>): Promise<void> {
    const controller = new AbortController();
    this.controller = controller;
    this.set({ loading: true });
    const limited = withParameters(url, { limit: String(PAGE_ROWS) });
    const result = await read<P>(limited, controller.signal);
    if (this.controller !== controller) return;
    this.controller = null;
    this.set({ loading: false });
    if (result.kind === "problem") {
      this.set({ problem: result.problem });
      signedOut(result.problem);
    } else if (result.kind === "answer") {
      this.take(result.body, result.etag, before);
    }
  }

  private take(page: P, etag: string | null, before: Loaded<P>): void {
    const [first] = before.pages;
    if (first && first.freshness.mirror_version !== page.freshness.mirror_version) {
      this.set({ outdated: true });
      return;
    }
    if (!first) {
      this.etag = etag;
      this.set({ answeredAt: present() });
    }
    this.set({
      pages: [...before.pages, page],
      // Once for each page, not at each drawing: there may be hundreds of pages.
      rows: [...before.rows, ...page.data],
      problem: null,
      outdated: false,
      unknown: null,
    });
  }
}

const present = (): string => new Date().toISOString();

/** Relative days can mean other days although the mirror is the same. */
function isSame(left: Page, right: Page): boolean {
  return (
    left.freshness.mirror_version === right.freshness.mirror_version &&
    JSON.stringify(left.parameters) === JSON.stringify(right.parameters)
  );
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

/** Asks whether the lists that are shown are still the same. */
export function revalidateLists(isStale: (url: string) => boolean): void {
  for (const [url, list] of lists) if (list.users > 0 && isStale(url)) void list.revalidate();
}

export function recoverLists(): void {
  for (const list of lists.values()) if (list.users > 0) list.recover();
}

export function forgetLists(): void {
  for (const list of lists.values()) list.abort();
  lists.clear();
}

interface Options {
  /** Reads the list anew when it is shown again, because an act follows from it. */
  anew?: boolean;
}

/** Keeps a list loaded, and its age known, while a component shows it. */
export function useList<P extends Page>(url: string, { anew = false }: Options = {}): List<P> {
  const list = listOf<P>(url);
  useEffect(() => {
    list.users += 1;
    if (anew || list.state.peek().pages.length === 0) list.restart();
    else void list.revalidate();
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void list.revalidate();
    }, REFRESH_MS);
    return () => {
      clearInterval(timer);
      list.users -= 1;
      if (list.users === 0) list.abort();
    };
  }, [list, anew]);
  return list;
}
