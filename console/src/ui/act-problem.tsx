import type { Problem } from "../api/answers";
import { problemName } from "../api/problem";
import { count } from "../format";
import { t } from "../text";

interface Props {
  problem: Problem | null;
  /** Reads what somebody else has changed, if two people changed the same. */
  reload?: (() => void) | undefined;
}

const CONFLICTS = ["outdated", "version-required"];

/** Why an act failed, short, and the way out. */
export function ActProblem({ problem, reload }: Props) {
  if (!problem) return null;
  const conflict = CONFLICTS.includes(problemName(problem));
  return (
    <div class="notice bad" role="alert">
      <b>{conflict ? t("conflict.title") : problem.title}.</b>{" "}
      {conflict ? t("conflict.hint") : problem.hint}
      {problem.retryAfter !== undefined && ` ${t("retry.in", { n: count(problem.retryAfter) })}.`}
      {problem.errors && problem.errors.length > 0 && (
        <ul>
          {problem.errors.map((error) => (
            <li key={error.detail}>
              <code>{error.parameter ?? error.pointer ?? error.header}</code> {error.detail}{" "}
              {error.hint}
            </li>
          ))}
        </ul>
      )}
      {conflict && reload && " "}
      {conflict && reload && (
        <button type="button" class="link" onClick={reload}>
          {t("conflict.reload")}
        </button>
      )}
    </div>
  );
}
