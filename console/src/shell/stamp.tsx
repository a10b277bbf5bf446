/** How fresh and how proven the books are: in sight on every page. */
import { signal } from "@preact/signals";
import type { Freshness, Mirror } from "../api/answers";
import { useQuery } from "../api/query";
import { count, day, exact, instant, relative } from "../format";
import { Icon } from "../look/icons";
import { t } from "../text";

/** The past day that the page shows, if it shows one. */
export const pastDay = signal<string | null>(null);

const TONES = { live: "", loading: "warn", stale: "warn", failed: "neg" } as const;

function Proof({ proof }: { proof: Freshness["proof"] }) {
  if (!proof) return <span class="quiet">{t("stamp.unproved")}</span>;
  if (proof.equal) {
    return (
      <span class="row" title={exact(proof.proved_at)}>
        <span class="row ok">
          <Icon name="check" />
        </span>
        {t("stamp.equal", { at: instant(proof.proved_at) })}
      </span>
    );
  }
  return (
    <span class="row warn" title={exact(proof.proved_at)}>
      <Icon name="warn" />
      {t("stamp.differing", { n: count(proof.differing) }, proof.differing)}
    </span>
  );
}

export function Stamp() {
  const { data, problem } = useQuery<Mirror>("/v1/mirror", 30);
  const freshness = data?.freshness;
  return (
    <a class="stamp" href="/c/mirror" aria-describedby="stamp-what">
      <span id="stamp-what" class="hidden-text">
        {t("stamp.label")}
      </span>
      {pastDay.value && <b class="as-of">{t("stamp.as-of", { day: day(pastDay.value) })}</b>}
      {problem && (
        <span class="row warn">
          <Icon name="warn" />
          {problem.status === 0 ? t("stamp.offline") : problem.title}
        </span>
      )}
      {freshness && (
        <>
          <span class="row">
            <i class={`dot ${TONES[freshness.state]}`} />
            <b>{t(`state.${freshness.state}`)}</b>
            {freshness.data_as_of && (
              <span title={exact(freshness.data_as_of)}>{relative(freshness.data_as_of)}</span>
            )}
          </span>
          <i class="bar" />
          <Proof proof={freshness.proof} />
        </>
      )}
    </a>
  );
}
