import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Answer, Schema } from "../../api/answers";
import { client } from "../../api/client";
import { refreshAnswers, useQuery } from "../../api/query";
import { instant } from "../../format";
import { newPasskey, passkeysWork } from "../../session/passkey";
import { t } from "../../text";
import "../../text/accounts";
import { ActProblem } from "../../ui/act-problem";
import { Input } from "../../ui/inputs";
import { ProblemPanel } from "../../ui/problem-panel";
import { Question } from "../../ui/question";

type Passkey = Answer<"/v1/me/passkeys">["data"][number];

export function Passkeys() {
  const known = useQuery<Answer<"/v1/me/passkeys">>("/v1/me/passkeys?limit=100", 300);
  const { data } = known;
  const [name, setName] = useState("");
  const [cancelled, setCancelled] = useState(false);
  const [removing, setRemoving] = useState<Passkey | null>(null);
  const refresh = () => refreshAnswers("/v1/me/passkeys");
  const challenge = useAct(
    (_: string) => client.POST("/v1/me/passkey-challenges", { body: {} }),
    (made: Schema<"PasskeyChallenge">) => void create(made),
  );
  const save = useAct(
    (body: Schema<"NewPasskey">) => client.POST("/v1/me/passkeys", { body }),
    () => {
      setName("");
      refresh();
    },
  );
  const remove = useAct(
    (id: string) => client.DELETE("/v1/me/passkeys/{id}", { params: { path: { id } } }),
    refresh,
  );
  const create = async (made: Schema<"PasskeyChallenge">) => {
    const credential = await newPasskey(made.options);
    setCancelled(credential === null);
    if (credential) {
      await save.run({ challenge_id: made.challenge_id, credential, name: name.trim() });
    }
  };
  return (
    <section class="panel block">
      <h2>{t("passkeys.title")}</h2>
      <p class="quiet">{t("passkeys.what")}</p>
      {known.problem && !data && <ProblemPanel problem={known.problem} retry={known.again} />}
      <ul class="plain-list">
        {(data?.data ?? []).map((passkey) => (
          <li key={passkey.id}>
            <span>
              {passkey.name}{" "}
              <span class="quiet">
                {passkey.last_used_at
                  ? t("keys.last-used", { at: instant(passkey.last_used_at) })
                  : t("keys.unused")}
              </span>
            </span>
            <button type="button" class="link danger" onClick={() => setRemoving(passkey)}>
              {t("remove")}
            </button>
          </li>
        ))}
      </ul>
      {passkeysWork() && (
        <form
          class="in-line"
          onSubmit={(event) => {
            event.preventDefault();
            void challenge.run(name);
          }}
        >
          <Input
            label={t("passkeys.name")}
            value={name}
            onValue={setName}
            maxLength={100}
            placeholder={t("passkeys.example")}
            required
          />
          <button
            type="submit"
            class="button"
            disabled={challenge.busy || save.busy || name.trim() === ""}
          >
            {t("passkeys.add")}
          </button>
        </form>
      )}
      {cancelled && <p class="quiet">{t("sign-in.cancelled")}</p>}
      <ActProblem problem={challenge.problem ?? save.problem} />
      {removing && (
        <Question
          title={t("passkeys.remove.title", { name: removing.name })}
          verb={t("passkeys.remove")}
          act={remove}
          argument={() => removing.id}
          onClose={() => setRemoving(null)}
        >
          {t("passkeys.remove.what")}
        </Question>
      )}
    </section>
  );
}
