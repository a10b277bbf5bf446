import { useState } from "preact/hooks";
import { client, problemIn } from "../../api/client";
import { violationOf } from "../../api/problem";
import { t } from "../../text";
import { Field } from "../../ui/field";
import { Fault } from "./fault";
import { Frame, useSignIn } from "./frame";
import { useRequest } from "./use-request";

export function ForgottenScreen() {
  useSignIn();
  const [email, setEmail] = useState("");
  const [sent, setSent] = useState(false);
  const { busy, problem, run } = useRequest();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const path = "/v1/password-resets";
    const result = await run(() => problemIn(client.POST(path, { body: { email } }), path));
    setSent(result === null);
  };
  return (
    <Frame title={t("forgotten.title")} explain={t("forgotten.explain")}>
      {sent ? (
        <p class="notice good" role="status">
          {t("forgotten.sent", { email })}
        </p>
      ) : (
        <form onSubmit={submit}>
          <Field
            label={t("email")}
            type="email"
            value={email}
            onValue={setEmail}
            autocomplete="username"
            fault={violationOf(problem, "email")}
            focus
          />
          <Fault problem={problem} />
          <button type="submit" class="button primary" disabled={busy}>
            {t("forgotten.submit")}
          </button>
        </form>
      )}
      <a class="link" href="/c/sign-in">
        {t("back")}
      </a>
    </Frame>
  );
}
