import type { Problem } from "../../api/answers";
import { count } from "../../format";
import { t } from "../../text";

/** A problem of a form, short: what is wrong and the way out. */
export function Fault({ problem }: { problem: Problem | null }) {
  if (!problem) return null;
  return (
    <p class="notice bad" role="alert">
      <b>{problem.title}.</b> {problem.hint}
      {problem.retryAfter !== undefined && ` ${t("retry.in", { n: count(problem.retryAfter) })}.`}
    </p>
  );
}
