import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Schema } from "../../api/answers";
import { client } from "../../api/client";
import { refreshAnswers } from "../../api/query";
import { loadSession } from "../../session/session";
import { t } from "../../text";
import "../../text/accounts";
import { ActProblem } from "../../ui/act-problem";
import { CopyText } from "../../ui/copy-text";
import { Field } from "../../ui/field";
import { Question } from "../../ui/question";
import { StatePill } from "../../ui/state-pill";
import { QrCode } from "./qr-code";

type Secret = Schema<"NewSecondFactor">;

function refresh(): void {
  refreshAnswers("/v1/me");
  void loadSession();
}

function SetUp({ secret, onDone }: { secret: Secret; onDone: (codes: readonly string[]) => void }) {
  const [code, setCode] = useState("");
  const act = useAct(
    (body: Schema<"FirstCode">) => client.PUT("/v1/me/totp", { body }),
    (answer) => onDone(answer.recovery_codes),
  );
  const submit = (event: Event) => {
    event.preventDefault();
    void act.run({ code: code.trim() });
  };
  return (
    <form class="form" onSubmit={submit}>
      <p class="quiet">{t("totp.scan")}</p>
      <QrCode text={secret.uri} label={t("totp.qr")} />
      <CopyText text={secret.secret} label={t("totp.secret")} />
      <Field
        label={t("sign-in.code")}
        hint={t("totp.first-code")}
        value={code}
        onValue={setCode}
        autocomplete="one-time-code"
        focus
      />
      <ActProblem problem={act.problem} />
      <div class="ways">
        <button type="submit" class="button primary" disabled={act.busy}>
          {t("totp.turn-on")}
        </button>
      </div>
    </form>
  );
}

function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  return (
    <div class="form">
      <p class="notice good" role="status">
        {t("totp.codes")}
      </p>
      <CopyText text={codes.join(" ")} label={t("totp.codes.label")} />
      <ul class="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div class="ways">
        <button type="button" class="button" onClick={onKept}>
          {t("totp.kept")}
        </button>
      </div>
    </div>
  );
}

export function SecondFactor({ active }: { active: boolean }) {
  const [secret, setSecret] = useState<Secret | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [asking, setAsking] = useState(false);
  const begin = useAct(
    (_: "begin") => client.POST("/v1/me/totp", { body: {} }),
    (made) => setSecret(made),
  );
  const end = useAct((_: "end") => client.DELETE("/v1/me/totp"), refresh);
  return (
    <section class="panel block">
      <h2>
        {t("totp.title")}
        <StatePill tone={active ? "" : "idle"}>{t(active ? "totp.on" : "totp.off")}</StatePill>
      </h2>
      {codes && (
        <RecoveryCodes
          codes={codes}
          onKept={() => {
            setCodes(null);
            refresh();
          }}
        />
      )}
      {!codes && secret && (
        <SetUp
          secret={secret}
          onDone={(made) => {
            setSecret(null);
            setCodes(made);
          }}
        />
      )}
      {!codes && !secret && (
        <div class="form">
          <p class="quiet">{t("totp.what")}</p>
          <ActProblem problem={begin.problem} />
          <div class="ways">
            {active ? (
              <button type="button" class="button danger" onClick={() => setAsking(true)}>
                {t("totp.turn-off")}
              </button>
            ) : (
              <button
                type="button"
                class="button"
                disabled={begin.busy}
                onClick={() => void begin.run("begin")}
              >
                {t("totp.set-up")}
              </button>
            )}
          </div>
        </div>
      )}
      {asking && (
        <Question
          title={t("totp.turn-off")}
          verb={t("totp.turn-off")}
          act={end}
          argument={() => "end" as const}
          onClose={() => setAsking(false)}
        >
          {t("totp.turn-off.what")}
        </Question>
      )}
    </section>
  );
}
