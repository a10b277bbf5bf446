import { t } from "../text";
import type { Problem } from "./answers";

/** The name at the end of a problem's `type`. */
export function problemName(problem: Problem): string {
  return problem.type.split("/").pop() ?? "";
}

/** The answer could not be had at all: no network, or something that is not the API answered. */
export function unreachable(path: string): Problem {
  return {
    type: "/problems/unreachable",
    title: t("unreachable"),
    status: 0,
    detail: t("unreachable.detail"),
    hint: t("unreachable.hint"),
    instance: path,
  };
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "type" in body && "title" in body;
}

export function problemOf(body: unknown, response: Response): Problem {
  const problem = isProblem(body) ? body : unreachable(new URL(response.url).pathname);
  const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
  return Number.isFinite(seconds) ? { ...problem, retryAfter: seconds } : problem;
}

/** What is wrong with the member `name` of the body that was sent. */
export function violationOf(problem: Problem | null, name: string): string | undefined {
  return problem?.errors?.find((error) => error.pointer === `/${name}`)?.detail;
}
