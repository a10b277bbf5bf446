import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Schema } from "../../api/answers";
import { client } from "../../api/client";
import { violationOf } from "../../api/problem";
import { refreshAnswers } from "../../api/query";
import { t } from "../../text";
import "../../text/accounts";
import { ActProblem } from "../../ui/act-problem";
import { Field } from "../../ui/field";

export function PasswordChange() {
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const [done, setDone] = useState(false);
  const act = useAct(
    (body: Schema<"PasswordChange">) => client.PUT("/v1/me/password", { body }),
    () => {
      setDone(true);
      setCurrent("");
      setPassword("");
      refreshAnswers("/v1/me/sessions");
    },
  );
  const submit = (event: Event) => {
    event.preventDefault();
    setDone(false);
    void act.run({ current_password: current, password });
  };
  return (
    <section class="panel block">
      <h2>{t("password")}</h2>
      <form class="form" onSubmit={submit}>
        <Field
          label={t("me.password.current")}
          type="password"
          value={current}
          onValue={setCurrent}
          autocomplete="current-password"
          fault={violationOf(act.problem, "current_password")}
        />
        <Field
          label={t("password.new")}
          type="password"
          hint={t("password.rule")}
          value={password}
          onValue={setPassword}
          autocomplete="new-password"
          maxLength={128}
          fault={violationOf(act.problem, "password")}
        />
        <ActProblem problem={act.problem} />
        {done && (
          <p class="notice good" role="status">
            {t("me.password.done")}
          </p>
        )}
        <div class="ways">
          <button type="submit" class="button" disabled={act.busy || password === ""}>
            {t("me.password.change")}
          </button>
        </div>
      </form>
    </section>
  );
}
