/** While Espejo does not answer, the page looks for it, and then asks for everything it shows. */
import { effect, untracked } from "@preact/signals";
import { connected } from "../api/connection";
import { recoverLists } from "../api/list";
import { revalidateAnswers } from "../api/query";
import { read } from "../api/read";
import { loadSession, sessionProblem } from "./session";

const EVERY_MS = 3_000;

function look(): void {
  if (document.visibilityState !== "visible") return;
  void read("/v1/sign-in", new AbortController().signal);
}

function recover(): void {
  if (sessionProblem.peek()) void loadSession();
  revalidateAnswers(() => true);
  recoverLists();
}

/** Does so until it is stopped. */
export function watchConnection(): () => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = effect(() => {
    const lost = timer !== undefined;
    clearInterval(timer);
    timer = undefined;
    // Spread, so that many browsers do not come in the same moment.
    if (!connected.value) timer = setInterval(look, EVERY_MS * (0.75 + Math.random() / 2));
    else if (lost) untracked(recover);
  });
  return () => {
    stop();
    clearInterval(timer);
  };
}
