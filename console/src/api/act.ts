/**
 * Acts that change something. A click keeps its Idempotency-Key over retries, so that it happens
 * once; an act that needs a fresh confirmation asks for it and goes on.
 */
import { useRef, useState } from "preact/hooks";
import { askConfirmation } from "../session/confirmation";
import { signedOut } from "../session/session";
import type { Problem } from "./answers";
import { connected } from "./connection";
import { problemName, problemOf, unreachable } from "./problem";

export interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

export type Result<T> = { ok: true; data: T } | { ok: false; problem: Problem };

async function attempt<T>(request: Promise<Outcome<T>>): Promise<Result<T>> {
  try {
    const { data, error, response } = await request;
    if (response.ok) return { ok: true, data: data as T };
    return { ok: false, problem: problemOf(error, response) };
  } catch {
    connected.value = false;
    return { ok: false, problem: unreachable(location.pathname) };
  }
}

/** The same key for the same act until it has succeeded. */
export class ActKey {
  private act: string | null = null;
  private key = "";

  of(argument: unknown): string {
    const act = JSON.stringify(argument) ?? "";
    if (this.act !== act) {
      this.act = act;
      this.key = crypto.randomUUID();
    }
    return this.key;
  }

  spent(): void {
    this.act = null;
  }
}

export interface Act<A> {
  /** It is under way, or cannot be done because Espejo does not answer. */
  busy: boolean;
  problem: Problem | null;
  /** Answers whether it succeeded. */
  run: (argument: A) => Promise<boolean>;
  clear: () => void;
}

export function useAct<A, T>(
  perform: (argument: A, key: string) => Promise<Outcome<T>>,
  done?: (data: T, argument: A) => void,
): Act<A> {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const keys = useRef(new ActKey());
  const running = useRef(false);

  const run = async (argument: A): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    const request = () => attempt(perform(argument, keys.current.of(argument)));
    let result = await request();
    const unconfirmed = !result.ok && problemName(result.problem) === "confirmation-required";
    if (unconfirmed && (await askConfirmation())) result = await request();
    running.current = false;
    setBusy(false);
    if (!result.ok) {
      setProblem(result.problem);
      signedOut(result.problem);
      return false;
    }
    keys.current.spent();
    setProblem(null);
    done?.(result.data, argument);
    return true;
  };
  return { busy: busy || !connected.value, problem, run, clear: () => setProblem(null) };
}
