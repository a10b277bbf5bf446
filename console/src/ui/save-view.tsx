import { useState } from "preact/hooks";
import { useAct } from "../api/act";
import type { Answer, NewExport, NewSavedView } from "../api/answers";
import { client } from "../api/client";
import { violationOf } from "../api/problem";
import { refreshAnswers, useQuery } from "../api/query";
import { withoutFilledDays } from "../api/selection";
import { place } from "../router";
import { may } from "../session/rights";
import { t } from "../text";
import { ActProblem } from "./act-problem";
import { Dialog } from "./dialog";
import { Check, Input, Select } from "./inputs";
import { ProblemPanel } from "./problem-panel";
import { RoleButton } from "./role-button";
import { presentationHere, viewHref } from "./view-href";

interface Props {
  report: NewExport["report"];
  parameters: NewExport["parameters"];
  onClose: () => void;
}

const SCOPES = ["shared", "private"] as const;
type Scope = (typeof SCOPES)[number];

/** The saved views of a report: opens one, and keeps the present one under a name. */
export function SaveView({ report, parameters, onClose }: Props) {
  const [name, setName] = useState("");
  const [scope, setScope] = useState<Scope>(may("operator") ? "shared" : "private");
  const [first, setFirst] = useState(false);
  const views = useQuery<Answer<"/v1/saved-views">>(`/v1/saved-views?report=${report}&limit=500`);
  const act = useAct(
    (body: NewSavedView, key: string) =>
      client.POST("/v1/saved-views", { body, params: { header: { "Idempotency-Key": key } } }),
    () => {
      refreshAnswers("/v1/saved-views");
      onClose();
    },
  );
  const save = () => {
    const selection = withoutFilledDays(parameters, place.value.search);
    const presentation = presentationHere();
    const what = { report, parameters: selection, presentation };
    const view = { name: name.trim(), ...what, scope, is_default: first };
    void act.run(view as NewSavedView);
  };
  const known = views.data?.data ?? [];
  return (
    <Dialog title={t("nav.views")} onClose={onClose}>
      {views.problem && !views.data && <ProblemPanel problem={views.problem} retry={views.again} />}
      {known.length > 0 && (
        <ul class="plain-list">
          {known.map((view) => {
            const href = viewHref(view);
            return (
              <li key={view.id}>
                {href ? (
                  <a class="link" href={href} onClick={onClose}>
                    {view.name}
                  </a>
                ) : (
                  view.name
                )}
                <span class="quiet">
                  {view.is_default && `${t("view.is-first")} · `}
                  {view.scope === "private" ? t("view.scope.private") : view.created_by.name}
                </span>
              </li>
            );
          })}
        </ul>
      )}
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "") save();
        }}
      >
        <Input
          label={t("view.name")}
          value={name}
          onValue={setName}
          maxLength={100}
          fault={violationOf(act.problem, "name")}
          required
        />
        <Select
          label={t("view.scope")}
          value={scope}
          choices={SCOPES.map((each) => [each, t(`view.scope.${each}`)] as const)}
          {...(may("operator") ? {} : { hint: t("view.scope.hint") })}
          onValue={(value) => setScope(value === "shared" ? "shared" : "private")}
        />
        <Check label={t("view.first")} checked={first} onChecked={setFirst} />
        <ActProblem problem={act.problem} />
        <div class="ways">
          <RoleButton
            needs={scope === "shared" ? "operator" : "viewer"}
            kind="button primary"
            busy={act.busy}
            disabled={name.trim() === ""}
            onClick={save}
          >
            {t("view.save")}
          </RoleButton>
          <a class="link" href="/c/views" onClick={onClose}>
            {t("view.all")}
          </a>
        </div>
      </form>
    </Dialog>
  );
}
