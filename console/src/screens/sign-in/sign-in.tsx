import { useState } from "preact/hooks";
import type { Problem, SignIn } from "../../api/answers";
import { client, problemIn } from "../../api/client";
import { problemName } from "../../api/problem";
import { Icon } from "../../look/icons";
import { place, safeReturn } from "../../router";
import { passkeysWork, signInWithPasskey } from "../../session/passkey";
import { enter } from "../../session/session";
import { t } from "../../text";
import { Field } from "../../ui/field";
import { ProblemPanel } from "../../ui/problem-panel";
import { Fault } from "./fault";
import { Frame, useSignIn } from "./frame";
import { useRequest } from "./use-request";

interface Credentials {
  email: string;
  password: string;
  code?: string;
}

function signIn(body: Credentials): Promise<Problem | null> {
  return problemIn(client.POST("/v1/session", { body }), "/v1/session");
}

function PasswordForm({ mail, target }: { mail: boolean; target: string }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [codeAsked, setCodeAsked] = useState(false);
  const { busy, problem, run } = useRequest();
  const asksOnlyForCode = problem !== null && problemName(problem) === "second-factor-required";

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const result = await run(() => signIn({ email, password, ...(codeAsked ? { code } : {}) }));
    if (result === null) await enter(target);
    else if (problemName(result) === "second-factor-required") setCodeAsked(true);
  };

  return (
    <form onSubmit={submit}>
      {codeAsked ? (
        <Field
          key="code"
          label={t("sign-in.code")}
          hint={t("sign-in.code.hint")}
          value={code}
          onValue={setCode}
          autocomplete="one-time-code"
          focus
        />
      ) : (
        <>
          <Field
            label={t("email")}
            type="email"
            value={email}
            onValue={setEmail}
            autocomplete="username"
            focus
          />
          <Field
            label={t("password")}
            type="password"
            value={password}
            onValue={setPassword}
            autocomplete="current-password"
          />
        </>
      )}
      {!(asksOnlyForCode && code === "") && <Fault problem={problem} />}
      <button type="submit" class="button primary" disabled={busy}>
        {t("sign-in.submit")}
      </button>
      {codeAsked ? (
        <button type="button" class="link" onClick={() => setCodeAsked(false)}>
          {t("sign-in.other")}
        </button>
      ) : mail ? (
        <a class="link" href="/c/forgotten-password">
          {t("sign-in.forgotten")}
        </a>
      ) : (
        <p class="quiet small">{t("sign-in.no-mail")}</p>
      )}
    </form>
  );
}

function PasskeyButton({ target }: { target: string }) {
  const { busy, problem, run } = useRequest();
  const [cancelled, setCancelled] = useState(false);
  const start = async () => {
    let done = false;
    await run(async () => {
      const result = await signInWithPasskey();
      setCancelled(result === "cancelled");
      done = result === null;
      return result === "cancelled" ? null : result;
    });
    if (done) await enter(target);
  };
  return (
    <>
      <button type="button" class="button" disabled={busy} onClick={start}>
        <Icon name="key" />
        {t("sign-in.passkey")}
      </button>
      {cancelled && (
        <p class="quiet small" role="status">
          {t("sign-in.cancelled")}
        </p>
      )}
      <Fault problem={problem} />
    </>
  );
}

function Methods({ known, target }: { known: SignIn; target: string }) {
  const { password, oidc } = known.methods;
  const passkeys = known.methods.passkeys && passkeysWork();
  const start = (id: string) =>
    `/v1/session/oidc/${encodeURIComponent(id)}/start?return_to=${encodeURIComponent(target)}`;
  return (
    <>
      {password && <PasswordForm mail={known.mail} target={target} />}
      {password && (passkeys || oidc.length > 0) && <div class="or">{t("sign-in.or")}</div>}
      {oidc.map((provider) => (
        <a key={provider.id} class="button" href={start(provider.id)}>
          {t("sign-in.with", { name: provider.label })}
        </a>
      ))}
      {passkeys && <PasskeyButton target={target} />}
    </>
  );
}

export function SignInScreen() {
  const { data, problem, again } = useSignIn();
  const query = new URLSearchParams(place.value.search);
  const target = safeReturn(query.get("return_to"));
  return (
    <Frame
      title={t("sign-in.title")}
      explain={data && t("sign-in.tenant", { name: data.tenant.name })}
    >
      {query.has("ended") && (
        <p class="notice" role="status">
          {t("sign-in.ended")}
        </p>
      )}
      {query.has("changed") && <p class="notice good">{t("reset.done")}</p>}
      {problem && !data && <ProblemPanel problem={problem} retry={again} />}
      {data && <Methods known={data} target={target} />}
    </Frame>
  );
}
