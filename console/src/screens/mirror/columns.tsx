import type { MirrorModel } from "../../api/answers";
import { count, duration, exact, instant, secondsUntil } from "../../format";
import { type Column, widthOf } from "../../grid/column";
import { Icon } from "../../look/icons";
import { t } from "../../text";
import { StatePill, type Tone } from "../../ui/state-pill";
import { ModelStrip } from "./history";
import type { Slot } from "./hours";

type State = MirrorModel["state"];

const TONES: Record<State, Tone> = {
  live: "",
  loading: "info",
  repairing: "warn",
  stale: "warn",
  failed: "neg",
  absent: "idle",
};

function ModelState({ model }: { model: MirrorModel }) {
  const reason = model.failure && t(`failure.${model.failure.reason}`);
  return (
    <>
      <StatePill
        tone={TONES[model.state]}
        {...(model.state === "repairing" ? { icon: "run" } : {})}
      >
        {t(`state.${model.state}`)}
      </StatePill>
      {reason && model.state === "failed" && (
        <span class="aside" title={model.failure?.hint ?? reason}>
          {reason}
        </span>
      )}
    </>
  );
}

function ModelProof({ proof }: { proof: MirrorModel["proof"] }) {
  if (!proof) return <span class="faint">–</span>;
  return (
    <span class="row" title={exact(proof.proved_at)}>
      <span class={`row ${proof.equal ? "ok" : "warn"}`}>
        <Icon name={proof.equal ? "check" : "warn"} />
        {proof.equal
          ? t("model.equal")
          : t("model.differing", { n: count(proof.differing) }, proof.differing)}
      </span>
      <span class="quiet">{instant(proof.proved_at)}</span>
    </span>
  );
}

function rowsText(model: MirrorModel): string {
  const rows = count(model.rows);
  return model.rows_exact ? rows : t("model.rows.estimate", { n: rows });
}

function nextText(model: MirrorModel): string {
  const { at, run_kind, what } = model.next_step;
  if (what !== "run_starts_by_schedule") return t(`next.${what}`);
  const run = run_kind === null ? t(`next.${what}`) : t(`run.${run_kind}`);
  const seconds = at === null ? 0 : secondsUntil(at);
  return seconds <= 0 ? run : t("next.in", { run, time: duration(seconds) });
}

export function mirrorColumns(
  models: readonly MirrorModel[],
  slots: readonly Slot[],
): Column<MirrorModel>[] {
  return [
    {
      key: "label",
      title: t("model.column"),
      width: 198,
      tone: () => "name",
      cell: (model) => model.label,
      value: (model) => ({ kind: "text", text: model.label }),
    },
    {
      key: "model",
      title: t("model.technical"),
      width: 204,
      wide: true,
      cell: (model) => <code>{model.model}</code>,
      value: (model) => ({ kind: "text", text: model.model }),
    },
    {
      key: "state",
      title: t("model.state"),
      width: 152,
      cell: (model) => (
        <>
          <ModelState model={model} />
          {model.frozen_fields.length > 0 && (
            <span class="aside" title={model.frozen_fields.map(({ field }) => field).join(", ")}>
              {t(
                "model.frozen",
                { n: count(model.frozen_fields.length) },
                model.frozen_fields.length,
              )}
            </span>
          )}
        </>
      ),
      value: (model) => ({ kind: "text", text: t(`state.${model.state}`) }),
    },
    {
      key: "rows",
      title: t("model.rows"),
      width: widthOf(68, ...models.map(rowsText)),
      numeric: true,
      cell: rowsText,
      value: (model) => ({ kind: "count", text: String(model.rows) }),
    },
    {
      key: "watermark",
      title: t("model.watermark"),
      width: 112,
      tone: () => "quiet",
      cell: (model) =>
        model.watermark && (
          <span title={exact(model.watermark)}>
            {instant(model.watermark)}
            {model.lag_seconds !== null && ` · ${duration(model.lag_seconds)}`}
          </span>
        ),
      value: (model) => (model.watermark ? { kind: "instant", text: model.watermark } : null),
    },
    {
      key: "proof",
      title: t("model.proof"),
      width: 138,
      cell: (model) => <ModelProof proof={model.proof} />,
      value: (model) => (model.proof ? { kind: "text", text: String(model.proof.equal) } : null),
    },
    {
      key: "checks",
      title: t("model.checks"),
      width: 172,
      numeric: true,
      wide: true,
      tone: () => "quiet",
      cell: (model) => (
        <>
          {model.checks &&
            `${count(model.checks.differences_found)} / ${count(model.checks.rows_repaired)} `}
          <ModelStrip slots={slots} model={model.model} />
        </>
      ),
      value: (model) =>
        model.checks ? { kind: "count", text: String(model.checks.differences_found) } : null,
    },
    {
      key: "next",
      title: t("model.next"),
      width: 140,
      wide: true,
      tone: () => "quiet",
      cell: nextText,
      value: (model) => ({ kind: "text", text: nextText(model) }),
    },
  ];
}
