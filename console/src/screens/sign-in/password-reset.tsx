import { useState } from "preact/hooks";
import { client, problemIn } from "../../api/client";
import { problemName, violationOf } from "../../api/problem";
import { go } from "../../router";
import { t } from "../../text";
import { Field } from "../../ui/field";
import { Fault } from "./fault";
import { Frame, useSignIn } from "./frame";
import { LinkMissing, useLinkToken } from "./link-token";
import { useRequest } from "./use-request";

export function PasswordResetScreen() {
  useSignIn();
  const token = useLinkToken();
  const [password, setPassword] = useState("");
  const { busy, problem, run } = useRequest();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const path = "/v1/password-resets/use";
    const body = { token, password };
    const result = await run(() => problemIn(client.POST(path, { body }), path));
    if (result === null) go("/c/sign-in?changed=1", "replace");
  };
  const spent = problem !== null && problemName(problem) === "link-spent";
  return (
    <Frame title={t("reset.title")} explain={t("reset.explain")}>
      {token === "" ? (
        <LinkMissing />
      ) : (
        <form onSubmit={submit}>
          <Field
            label={t("password.new")}
            type="password"
            value={password}
            onValue={setPassword}
            autocomplete="new-password"
            hint={t("password.rule")}
            fault={violationOf(problem, "password")}
            maxLength={128}
            focus
          />
          <Fault problem={problem} />
          <button type="submit" class="button primary" disabled={busy || spent}>
            {t("reset.submit")}
          </button>
        </form>
      )}
      <a class="link" href={spent || token === "" ? "/c/forgotten-password" : "/c/sign-in"}>
        {spent || token === "" ? t("sign-in.forgotten") : t("back")}
      </a>
    </Frame>
  );
}
