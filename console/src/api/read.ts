/** One GET of `/v1` with its ETag. */
import { language } from "../session/preferences";
import type { Problem } from "./answers";
import { connected } from "./connection";
import { problemOf, unreachable } from "./problem";

export type Read<T> =
  | { kind: "answer"; body: T; etag: string | null }
  | { kind: "unchanged" }
  | { kind: "problem"; problem: Problem }
  | { kind: "aborted" };

export async function read<T>(
  url: string,
  signal: AbortSignal,
  etag: string | null = null,
): Promise<Read<T>> {
  const headers = new Headers({ Accept: "application/json", "Accept-Language": language.value });
  if (etag !== null) headers.set("If-None-Match", etag);
  try {
    const response = await fetch(url, { headers, signal, credentials: "same-origin" });
    const body: unknown = response.status === 304 ? null : await response.json();
    connected.value = true;
    if (response.status === 304) return { kind: "unchanged" };
    if (!response.ok) return { kind: "problem", problem: problemOf(body, response) };
    return { kind: "answer", body: body as T, etag: response.headers.get("ETag") };
  } catch {
    if (signal.aborted) return { kind: "aborted" };
    connected.value = false;
    return { kind: "problem", problem: unreachable(new URL(url, location.origin).pathname) };
  }
}
