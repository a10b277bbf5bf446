import { useAct } from "../../api/act";
import type { Answer } from "../../api/answers";
import { client } from "../../api/client";
import { refreshAnswers, useQuery } from "../../api/query";
import { instant } from "../../format";
import { t } from "../../text";
import "../../text/accounts";
import { ActProblem } from "../../ui/act-problem";
import { ProblemPanel } from "../../ui/problem-panel";

/** `Chrome · Windows` from what the browser calls itself. */
function deviceOf(userAgent: string | null): string {
  const names = [
    "Firefox",
    "Edg",
    "Chrome",
    "Safari",
    "Windows",
    "Android",
    "iPhone",
    "Mac",
    "Linux",
  ];
  const found = names.filter((name) => userAgent?.includes(name));
  const browser = found.find((name) => ["Firefox", "Edg", "Chrome", "Safari"].includes(name));
  const system = found.find((name) => name !== browser && !["Chrome", "Safari"].includes(name));
  const shown = [browser === "Edg" ? "Edge" : browser, system].filter(Boolean);
  return shown.length > 0 ? shown.join(" · ") : t("sessions.unknown");
}

export function Sessions() {
  const known = useQuery<Answer<"/v1/me/sessions">>("/v1/me/sessions?limit=100", 60);
  const { data } = known;
  const end = useAct(
    (id: string) => client.DELETE("/v1/me/sessions/{id}", { params: { path: { id } } }),
    () => refreshAnswers("/v1/me/sessions"),
  );
  return (
    <section class="panel block">
      <h2>{t("sessions.title")}</h2>
      <ActProblem problem={end.problem} />
      {known.problem && !data && <ProblemPanel problem={known.problem} retry={known.again} />}
      <ul class="plain-list">
        {(data?.data ?? []).map((each) => (
          <li key={each.id}>
            <span title={each.user_agent ?? ""}>
              {deviceOf(each.user_agent)}{" "}
              <span class="quiet">
                {each.address} · {t("sessions.seen", { at: instant(each.last_seen_at) })}
              </span>
            </span>
            {each.current ? (
              <span class="quiet">{t("sessions.this")}</span>
            ) : (
              <button
                type="button"
                class="link danger"
                disabled={end.busy}
                onClick={() => void end.run(each.id)}
              >
                {t("sessions.end")}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
