/** The keyboard outside of tables. Single letters do nothing in inputs, and can be switched off. */
import { signal } from "@preact/signals";
import { go } from "../router";
import { shortcuts } from "../session/preferences";
import { navigation } from "./navigation";

export const helpOpen = signal(false);

export const searchOpen = signal(false);

export function openHelp(): void {
  helpOpen.value = true;
}

/** What a letter leads to: a button is pressed, a control takes the focus. */
const PLACES: Record<string, string> = {
  f: ".filters select, .filters input",
  d: ".filters input[type=date]",
  x: "button[data-export]",
  v: "button[data-view]",
  n: "button[data-note]",
};

const SEQUENCE_MS = 1500;
let startedAt = Number.NEGATIVE_INFINITY;

function inInput(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, select, textarea") !== null;
}

function onKey(event: KeyboardEvent): void {
  // What stands over the page has the keyboard to itself.
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    document.querySelector<HTMLFormElement>("form.filters")?.requestSubmit();
    return;
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (inInput(event.target) || !shortcuts.value) return;
  const second = performance.now() - startedAt < SEQUENCE_MS;
  startedAt = Number.NEGATIVE_INFINITY;
  if (second) {
    const target = navigation().find((entry) => entry.key === event.key);
    if (target) go(target.path);
  } else if (event.key === "g") {
    startedAt = performance.now();
  } else if (event.key === "?") {
    openHelp();
  } else if (event.key === "/") {
    event.preventDefault();
    searchOpen.value = true;
  } else if (event.key in PLACES) {
    const target = document.querySelector<HTMLElement>(PLACES[event.key] ?? "");
    if (!target) return;
    event.preventDefault();
    if (target instanceof HTMLButtonElement) target.click();
    else target.focus();
  } else if (event.key === "[" || event.key === "]") {
    const month = document.querySelector<HTMLAnchorElement>(`a[data-month="${event.key}"]`);
    month?.click();
  }
}

export function listenForShortcuts(): () => void {
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}
