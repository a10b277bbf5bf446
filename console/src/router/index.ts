/** The address bar as a signal. Every view is a URL, so links, back and reload keep it. */
import { signal } from "@preact/signals";

export interface Place {
  path: string;
  search: string;
  hash: string;
  /** Names the history entry: what the page remembers for it, such as where it was scrolled. */
  entry: string;
}

let entries = 0;

function entryName(): string {
  entries += 1;
  return `${performance.timeOrigin.toString(36)}-${entries}`;
}

function currentEntry(): string {
  const state: unknown = history.state;
  if (typeof state === "object" && state !== null && "entry" in state) return String(state.entry);
  const entry = entryName();
  history.replaceState({ entry }, "");
  return entry;
}

function read(): Place {
  const { pathname, search, hash } = location;
  return { path: pathname, search, hash, entry: currentEntry() };
}

export const place = signal<Place>(read());

export function go(href: string, how: "push" | "replace" = "push"): void {
  if (how === "replace") history.replaceState({ entry: place.peek().entry }, "", href);
  else history.pushState({ entry: entryName() }, "", href);
  place.value = read();
}

addEventListener("popstate", () => {
  place.value = read();
});

/** Clicks on our own links change the view without loading the page again. */
addEventListener("click", (event) => {
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (!plain || event.altKey || event.defaultPrevented || !(event.target instanceof Element))
    return;
  const link = event.target.closest("a");
  // A link within the page, such as "skip to content", moves the focus: the browser does that.
  if (link?.getAttribute("href")?.startsWith("#")) return;
  if (link?.target !== "" || link.hasAttribute("download")) return;
  if (link.origin !== location.origin || !link.pathname.startsWith("/c/")) return;
  event.preventDefault();
  go(link.href);
});

/** Only paths of the console: a link must not lead a signed-in person elsewhere. */
export function safeReturn(target: string | null): string {
  return target !== null && /^\/c\/[^\\]*$/.test(target) ? target : "/c/";
}
