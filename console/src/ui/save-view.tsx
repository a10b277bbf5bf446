import { useState } from "preact/hooks";
import { useAct } from "../api/act";
import type { Answer, NewExport, NewSavedView } from "../api/answers";
import { client } from "../api/client";
import { refreshAnswers, useQuery } from "../api/query";
import { withoutFilledDays } from "../api/selection";
import { place } from "../router";
import { t } from "../text";
import { ActProblem } from "./act-problem";
import { Dialog } from "./dialog";
import { Input } from "./inputs";
import { RoleButton } from "./role-button";
import { viewHref } from "./view-href";

interface Props {
  report: NewExport["report"];
  parameters: NewExport["parameters"];
  onClose: () => void;
}

/** The saved views of a report: opens one, and keeps the present one under a name. */
export function SaveView({ report, parameters, onClose }: Props) {
  const [name, setName] = useState("");
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
    void act.run({ name: name.trim(), report, parameters: selection } as NewSavedView);
  };
  const known = views.data?.data ?? [];
  return (
    <Dialog title={t("nav.views")} onClose={onClose}>
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
                <span class="quiet">{view.created_by.name}</span>
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
        <Input label={t("view.name")} value={name} onValue={setName} maxLength={120} />
        <ActProblem problem={act.problem} />
        <div class="ways">
          <RoleButton
            needs="operator"
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
