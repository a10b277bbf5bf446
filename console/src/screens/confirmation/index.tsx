/** Asks who is there before an act that cannot be undone: password with code, passkey, provider. */
import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Problem, SignIn } from "../../api/answers";
import { client } from "../../api/client";
import { useQuery } from "../../api/query";
import { Icon } from "../../look/icons";
import { place } from "../../router";
import { confirmation } from "../../session/confirmation";
import { passkeyProof, passkeysWork } from "../../session/passkey";
import { session } from "../../session/session";
import { t } from "../../text";
import "../../text/accounts";
import { ActProblem } from "../../ui/act-problem";
import { Dialog } from "../../ui/dialog";
import { Field } from "../../ui/field";
import { ProblemPanel } from "../../ui/problem-panel";

interface Proof {
  password?: string;
  code?: string;
  passkey?: { challenge_id: string; credential: Record<string, unknown> };
}

export function ConfirmationDialog() {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const methods = useQuery<SignIn>("/v1/sign-in", 300);
  const known = methods.data;
  const answer = (confirmed: boolean) => confirmation.peek()?.(confirmed);
  const act = useAct(
    (body: Proof) => client.POST("/v1/session/confirm", { body }),
    () => answer(true),
  );
  const withCode = session.value?.person?.has_second_factor === true;
  const { path, search } = place.value;
  const submit = (event: Event) => {
    event.preventDefault();
    void act.run({ password, ...(withCode ? { code } : {}) });
  };
  const [device, setDevice] = useState<Problem | "asked" | "cancelled" | null>(null);
  const withPasskey = async () => {
    setDevice("asked");
    const proof = await passkeyProof();
    const made = typeof proof === "object" && "challenge_id" in proof;
    setDevice(made ? null : proof);
    if (made) await act.run({ passkey: proof });
  };
  const failed = device !== null && typeof device === "object" ? device : null;
  return (
    <Dialog title={t("confirm.title")} onClose={() => answer(false)}>
      <form class="form" onSubmit={submit}>
        <p class="quiet">{t("confirm.why")}</p>
        {!known && methods.problem && (
          <ProblemPanel problem={methods.problem} retry={methods.again} />
        )}
        {known?.methods.password && (
          <>
            <Field
              label={t("password")}
              type="password"
              value={password}
              onValue={setPassword}
              autocomplete="current-password"
              focus
            />
            {withCode && (
              <Field
                label={t("sign-in.code")}
                hint={t("sign-in.code.hint")}
                value={code}
                onValue={setCode}
                autocomplete="one-time-code"
              />
            )}
          </>
        )}
        {device === "cancelled" && (
          <p class="notice bad" role="alert">
            {t("sign-in.cancelled")}
          </p>
        )}
        <ActProblem problem={failed ?? act.problem} />
        <div class="ways">
          {known?.methods.password && (
            <button type="submit" class="button primary" disabled={act.busy}>
              {t("confirm.submit")}
            </button>
          )}
          {known?.methods.passkeys && passkeysWork() && (
            <button
              type="button"
              class="button"
              disabled={act.busy || device === "asked"}
              onClick={withPasskey}
            >
              <Icon name="key" />
              {t("confirm.passkey")}
            </button>
          )}
          {known?.methods.oidc.map((provider) => (
            <a
              key={provider.id}
              class="button"
              href={`/v1/session/oidc/${encodeURIComponent(provider.id)}/start?confirm=true&return_to=${encodeURIComponent(path + search)}`}
            >
              {t("confirm.with", { name: provider.label })}
            </a>
          ))}
        </div>
      </form>
    </Dialog>
  );
}
