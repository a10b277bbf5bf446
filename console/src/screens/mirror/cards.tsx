import type { Mirror } from "../../api/answers";
import { count, duration, exact, instant, relative } from "../../format";
import { t } from "../../text";
import { Bar, shareOf } from "../../ui/progress";
import { StatePill } from "../../ui/state-pill";

function Instant({ title, at }: { title: string; at: string | null }) {
  return (
    <span>
      {title} <b title={at === null ? "" : exact(at)}>{at === null ? "–" : instant(at)}</b>
    </span>
  );
}

export function ProofCard({ freshness }: { freshness: Mirror["freshness"] }) {
  const { proof } = freshness;
  return (
    <section class="panel card">
      <h2>
        {t("mirror.proof")}
        {proof && (
          <StatePill tone={proof.equal ? "" : "warn"}>
            {proof.equal
              ? t("model.equal")
              : t("model.differing", { n: count(proof.differing) }, proof.differing)}
          </StatePill>
        )}
      </h2>
      <div class="main">
        {!proof && t("mirror.proof.none")}
        {proof?.equal && t("mirror.proof.equal", { n: count(proof.ranges) }, proof.ranges)}
        {proof?.equal === false &&
          t("mirror.proof.part", {
            equal: count(proof.ranges - proof.differing),
            n: count(proof.ranges),
          })}
      </div>
      <div class="quiet">
        {proof && (
          <span title={exact(proof.proved_at)}>
            {t("mirror.proof.when", { at: instant(proof.proved_at) })}
          </span>
        )}
      </div>
      <div class="facts">
        <Instant title={t("mirror.data-as-of")} at={freshness.data_as_of} />
        <Instant title={t("mirror.deletions-as-of")} at={freshness.deletions_as_of} />
        <span>
          {t("mirror.version")} <b>{count(freshness.mirror_version)}</b>
        </span>
      </div>
    </section>
  );
}

function RunProgress({ run }: { run: NonNullable<Mirror["active_run"]> }) {
  const { rows_read: read, rows_expected: expected } = run;
  return (
    <>
      <div class="main">
        {expected === null
          ? t("mirror.run.rows.unknown", { n: count(read), read: count(read) })
          : t("mirror.run.rows", { read: count(read), expected: count(expected) })}
      </div>
      <Bar
        label={t("mirror.run", { kind: t(`run.${run.kind}`) })}
        share={shareOf(read, expected)}
      />
    </>
  );
}

export function RunCard({ run }: { run: Mirror["active_run"] }) {
  if (!run) {
    return (
      <section class="panel card">
        <h2>{t("mirror.run.none")}</h2>
        <div class="quiet">{t("mirror.run.calm")}</div>
      </section>
    );
  }
  return (
    <section class="panel card">
      <h2>{t("mirror.run", { kind: t(`run.${run.kind}`) })}</h2>
      <RunProgress run={run} />
      <div class="facts">
        <span>{t("mirror.run.rate", { n: count(run.rows_per_second) }, run.rows_per_second)}</span>
        {run.seconds_left !== null && (
          <span>{t("mirror.run.left", { time: duration(run.seconds_left) })}</span>
        )}
        {run.started_at && (
          <span title={exact(run.started_at)}>
            {t("mirror.run.started", { at: relative(run.started_at) })}
          </span>
        )}
        {run.failure && (
          <span class="warn" title={run.failure.detail ?? ""}>
            {t("mirror.run.failure", { reason: t(`failure.${run.failure.reason}`) })}
          </span>
        )}
      </div>
    </section>
  );
}
