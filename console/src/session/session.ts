/** Who is signed in. `undefined` until the first answer, null for nobody. */
import { signal } from "@preact/signals";
import type { Problem, Session } from "../api/answers";
import { client, problemIn } from "../api/client";
import { forgetLists } from "../api/list";
import { problemName } from "../api/problem";
import { forgetAnswers } from "../api/query";
import { read } from "../api/read";
import { go, place } from "../router";
import { company, givenLocale, zone } from "./preferences";

export const session = signal<Session | null | undefined>(undefined);
/** The session ended while the person was at work. */
let ended = false;

export const sessionProblem = signal<Problem | null>(null);

export async function loadSession(): Promise<void> {
  const result = await read<Session>("/v1/session", new AbortController().signal);
  sessionProblem.value = null;
  if (result.kind === "answer") {
    givenLocale.value = result.body.person?.locale ?? result.body.tenant.locale;
    zone.value = result.body.tenant.time_zone;
    session.value = result.body;
  } else if (result.kind === "problem") {
    if (result.problem.status === 401) session.value = null;
    else sessionProblem.value = result.problem;
  }
}

/** Somebody else may be signed in now: nothing that was read before may be shown. */
function forget(): void {
  forgetAnswers();
  forgetLists();
}

export async function enter(target: string): Promise<void> {
  forget();
  ended = false;
  await loadSession();
  go(target, "replace");
}

/** Takes note if an answer says that the session has ended, here or elsewhere. */
export function signedOut(problem: Problem): void {
  if (problem.status !== 401 || problemName(problem) !== "key-required") return;
  if (session.peek()) {
    forget();
    ended = true;
  }
  session.value = null;
}

/** Asks whether the session goes on. */
export async function checkSession(): Promise<void> {
  const result = await read<Session>("/v1/session", new AbortController().signal);
  if (result.kind === "problem") signedOut(result.problem);
}

/** Ends the session; its problem if it has not ended, for then the person is still signed in. */
export async function leave(): Promise<Problem | null> {
  const path = "/v1/session";
  const problem = await problemIn(client.DELETE(path), path);
  if (problem && problem.status !== 401) return problem;
  forget();
  localStorage.removeItem("espejo.search");
  company.value = null;
  session.value = null;
  go("/c/sign-in");
  return null;
}

/** The sign-in page, which leads back to the present view and says so if a session has ended. */
export function signInHref(): string {
  const { path, search } = place.value;
  const why = ended ? "&ended=true" : "";
  return `/c/sign-in?return_to=${encodeURIComponent(path + search)}${why}`;
}
