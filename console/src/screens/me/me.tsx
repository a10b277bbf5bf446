/** What a person may choose and protect: looks, password, second factor, passkeys, sessions. */
import type { Schema } from "../../api/answers";
import { refreshAnswers, useQuery } from "../../api/query";
import { DENSITIES, density, shortcuts } from "../../session/preferences";
import { Preferences } from "../../shell/person-menu";
import { t } from "../../text";
import "../../text/accounts";
import { ScreenHead } from "../../ui/head";
import { Check } from "../../ui/inputs";
import { ProblemPanel } from "../../ui/problem-panel";
import { Skeleton } from "../../ui/skeleton";
import { Passkeys } from "./passkeys";
import { PasswordChange } from "./password-change";
import { Profile } from "./profile";
import { SecondFactor } from "./second-factor";
import { Sessions } from "./sessions";

type Me = Schema<"Me">;

function Looks() {
  return (
    <section class="panel block">
      <h2>{t("me.looks")}</h2>
      <div class="form">
        <Preferences />
        <label class="choice">
          <span>{t("density.title")}</span>
          <select
            value={density.value}
            onChange={(event) => {
              const chosen = DENSITIES.find((name) => name === event.currentTarget.value);
              density.value = chosen ?? "normal";
            }}
          >
            {DENSITIES.map((name) => (
              <option key={name} value={name}>
                {t(`density.${name}`)}
              </option>
            ))}
          </select>
        </label>
        <Check
          label={t("keys.enabled")}
          checked={shortcuts.value}
          onChecked={(checked) => {
            shortcuts.value = checked;
          }}
        />
      </div>
    </section>
  );
}

export function MeScreen() {
  const { data, problem, again } = useQuery<Me>("/v1/me", 300);
  return (
    <>
      <ScreenHead title={t("nav.me")} aside={data?.email} />
      {problem && !data && <ProblemPanel problem={problem} retry={again} />}
      {!problem && !data && <Skeleton />}
      {data && (
        <div class="me">
          <Profile key={data.version} me={data} reload={() => refreshAnswers("/v1/me")} />
          <Looks />
          <PasswordChange />
          <SecondFactor active={data.has_second_factor} />
          <Passkeys />
          <Sessions />
        </div>
      )}
    </>
  );
}
