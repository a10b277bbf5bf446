import { useEffect, useState } from "preact/hooks";
import type { Problem } from "../api/answers";
import { problemName } from "../api/problem";
import { count } from "../format";
import { signInHref } from "../session/session";
import { t } from "../text";
import { useCopy } from "./use-copy";

/** Seconds until `Retry-After` has passed. */
function useCountdown(problem: Problem): number {
  const [left, setLeft] = useState(problem.retryAfter ?? 0);
  useEffect(() => {
    setLeft(problem.retryAfter ?? 0);
    const timer = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1000);
    return () => clearInterval(timer);
  }, [problem]);
  return left;
}

function Trace({ id }: { id: string }) {
  const copying = useCopy(() => id);
  return (
    <div class="trace quiet">
      {t("trace")} <code>{id}</code>
      {copying && (
        <button type="button" class="link" onClick={copying.copy}>
          {copying.copied ? t("copied") : t("copy")}
        </button>
      )}
    </div>
  );
}

interface Props {
  problem: Problem;
  retry?: (() => void) | undefined;
  /** Where a choice of company leads. */
  companyHref?: ((id: number) => string) | undefined;
}

/** What went wrong and every way out of it. */
export function ProblemPanel({ problem, retry, companyHref }: Props) {
  const left = useCountdown(problem);
  const signedOut = problemName(problem) === "key-required";
  return (
    <section class="panel problem" role="alert">
      <h2>{problem.title}</h2>
      {problem.detail !== problem.title && <p>{problem.detail}</p>}
      {problem.errors && problem.errors.length > 0 && (
        <ul>
          {problem.errors.map((error) => (
            <li key={error.detail}>
              <code>{error.parameter ?? error.pointer ?? error.header}</code> {error.detail}
              {error.hint && ` ${error.hint}`}
            </li>
          ))}
        </ul>
      )}
      <p>{problem.hint}</p>
      <div class="ways">
        {companyHref &&
          problem.choices?.map((choice) => (
            <a key={choice.id} class="button" href={companyHref(choice.id)}>
              {choice.name}
            </a>
          ))}
        {signedOut && (
          <a class="button primary" href={signInHref()}>
            {t("sign-in.again")}
          </a>
        )}
        {retry && !signedOut && !problem.choices && (
          <button type="button" class="button" disabled={left > 0} onClick={retry}>
            {left > 0 ? t("retry.in", { n: count(left) }) : t("retry")}
          </button>
        )}
      </div>
      {problem.trace_id && <Trace id={problem.trace_id} />}
    </section>
  );
}
