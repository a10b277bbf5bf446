import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Schema } from "../../api/answers";
import { client } from "../../api/client";
import { loadSession } from "../../session/session";
import { t } from "../../text";
import "../../text/accounts";
import { ActProblem } from "../../ui/act-problem";
import { Input } from "../../ui/inputs";

interface Props {
  me: Schema<"Me">;
  reload: () => void;
}

export function Profile({ me, reload }: Props) {
  const [name, setName] = useState(me.name);
  const act = useAct(
    (body: Schema<"MePatch">) =>
      client.PATCH("/v1/me", { params: { header: { "If-Match": `"${me.version}"` } }, body }),
    () => {
      reload();
      void loadSession();
    },
  );
  const submit = (event: Event) => {
    event.preventDefault();
    void act.run({ name: name.trim() });
  };
  return (
    <section class="panel block">
      <h2>{t("me.profile")}</h2>
      <form class="form" onSubmit={submit}>
        <Input
          label={t("invitation.name")}
          value={name}
          onValue={setName}
          maxLength={100}
          required
        />
        <p class="quiet">
          {me.email} · {t(`role.${me.role}`)}
        </p>
        <ActProblem problem={act.problem} reload={reload} />
        <div class="ways">
          <button
            type="submit"
            class="button"
            disabled={act.busy || name.trim() === me.name || name.trim() === ""}
          >
            {t("save")}
          </button>
        </div>
      </form>
    </section>
  );
}
