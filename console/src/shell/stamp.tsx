/** How fresh and how proven the books are: in sight on every page. */
import { signal } from "@preact/signals";
import type { Freshness, Mirror } from "../api/answers";
import { connected } from "../api/connection";
import { useQuery } from "../api/query";
import { age, count, day, exact, instant, percent } from "../format";
import { Icon } from "../look/icons";
import { t } from "../text";
import { shareOf } from "../ui/progress";

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

/** The state, and how far the first load has come. */
function stateOf({ freshness, active_run: run }: Mirror): string {
  const share = run && shareOf(run.rows_read, run.rows_expected);
  return freshness.state === "loading" && share !== null
    ? t("stamp.loading", { percent: percent(share) })
    : t(`state.${freshness.state}`);
}

function State({ mirror }: { mirror: Mirror }) {
  const { freshness } = mirror;
  const at = freshness.data_as_of;
  return (
    <span class="row">
      {connected.value ? (
        <>
          <i class={`dot ${TONES[freshness.state]}`} />
          <b>{stateOf(mirror)}</b>
        </>
      ) : (
        at && t("stamp.last")
      )}
      {at && <span title={exact(at)}>{age(at)}</span>}
    </span>
  );
}

export function Stamp() {
  const { data, problem } = useQuery<Mirror>("/v1/mirror", 30);
  const fault = connected.value ? problem?.title : t("stamp.offline");
  return (
    <a class="stamp" href="/c/mirror" aria-describedby="stamp-what">
      <span id="stamp-what" class="hidden-text">
        {t("stamp.label")}
      </span>
      {pastDay.value && <b class="as-of">{t("stamp.as-of", { day: day(pastDay.value) })}</b>}
      {fault && (
        <span class="row warn">
          <Icon name="warn" />
          {fault}
        </span>
      )}
      {data && (
        <>
          <State mirror={data} />
          <i class="bar" />
          <Proof proof={data.freshness.proof} />
        </>
      )}
    </a>
  );
}
