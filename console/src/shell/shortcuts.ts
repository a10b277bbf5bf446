/** The keyboard outside of tables. Single letters do nothing in inputs, and can be switched off. */
import { signal } from "@preact/signals";
import { go } from "../router";
import { shortcuts } from "../session/preferences";
import { navigation } from "./navigation";

export const helpOpen = signal(false);

export function openHelp(): void {
  helpOpen.value = true;
}

const SEQUENCE_MS = 1500;
let startedAt = Number.NEGATIVE_INFINITY;

function inInput(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, select, textarea, dialog") !== null;
}

function onKey(event: KeyboardEvent): void {
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
    if (target) go(target.href);
  } else if (event.key === "g") {
    startedAt = performance.now();
  } else if (event.key === "?") {
    openHelp();
  } else if (event.key === "f") {
    const filter = document.querySelector<HTMLElement>(".filters select, .filters input");
    if (!filter) return;
    event.preventDefault();
    filter.focus();
  }
}

export function listenForShortcuts(): () => void {
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}
