/** Saved views: reports with their filters, under a name. */
import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { NewSavedView, SavedView } from "../../api/answers";
import { client } from "../../api/client";
import { useLive } from "../../api/live";
import { refreshAnswers } from "../../api/query";
import { actsColumn, instantColumn, textColumn } from "../../grid/kinds";
import { t } from "../../text";
import { ActProblem } from "../../ui/act-problem";
import { Dialog } from "../../ui/dialog";
import { FormActs } from "../../ui/form-acts";
import { ScreenHead } from "../../ui/head";
import { Input } from "../../ui/inputs";
import { LiveTable } from "../../ui/live-table";
import { Question } from "../../ui/question";
import { RoleButton } from "../../ui/role-button";
import { viewHref } from "../../ui/view-href";
import { settingsOf } from "./settings";

/** Only the owner sees a private view; a shared one changes for everybody. */
const roleFor = (view: SavedView) => (view.scope === "shared" ? "operator" : "viewer");

function Rename({ view, onClose }: { view: SavedView; onClose: () => void }) {
  const [name, setName] = useState(view.name);
  const act = useAct(
    (body: NewSavedView) =>
      client.PUT("/v1/saved-views/{id}", {
        params: { path: { id: view.id }, header: { "If-Match": `"${view.version}"` } },
        body,
      }),
    () => {
      refreshAnswers("/v1/saved-views");
      onClose();
    },
  );
  const submit = (event: Event) => {
    event.preventDefault();
    void act.run({ ...settingsOf(view), name: name.trim() } as NewSavedView);
  };
  return (
    <Dialog title={t("view.rename")} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <Input label={t("view.name")} value={name} onValue={setName} maxLength={100} required />
        <ActProblem
          problem={act.problem}
          reload={() => {
            refreshAnswers("/v1/saved-views");
            onClose();
          }}
        />
        <FormActs busy={act.busy} verb={t("save")} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

export function ViewsScreen() {
  const live = useLive<SavedView>("/v1/saved-views", (row) => row.id, 60);
  const [renaming, setRenaming] = useState<SavedView | null>(null);
  const [removing, setRemoving] = useState<SavedView | null>(null);
  const remove = useAct(
    (id: string) => client.DELETE("/v1/saved-views/{id}", { params: { path: { id } } }),
    () => {
      refreshAnswers("/v1/saved-views");
      live.accept();
    },
  );
  const columns = [
    textColumn<SavedView>("name", t("view.name"), 280, (row) => row.name, {
      tone: () => "name",
      cell: (row) => {
        const href = viewHref(row);
        return href ? (
          <a href={href} tabIndex={-1}>
            {row.name}
          </a>
        ) : (
          row.name
        );
      },
    }),
    textColumn<SavedView>("report", t("export.report"), 220, (row) => t(`report.${row.report}`)),
    textColumn<SavedView>("by", t("made-by"), 200, (row) => row.created_by.name),
    textColumn<SavedView>("scope", t("view.scope"), 120, (row) => t(`view.scope.${row.scope}`)),
    instantColumn<SavedView>("at", t("view.changed"), (row) => row.updated_at, { wide: true }),
    actsColumn<SavedView>(t("acts"), 200, (row) => (
      <>
        <RoleButton needs={roleFor(row)} kind="link" inGrid onClick={() => setRenaming(row)}>
          {t("view.rename")}
        </RoleButton>
        <RoleButton needs={roleFor(row)} kind="link danger" inGrid onClick={() => setRemoving(row)}>
          {t("remove")}
        </RoleButton>
      </>
    )),
  ];
  return (
    <>
      <ScreenHead title={t("nav.views")} />
      <LiveTable
        label={t("nav.views")}
        live={live}
        columns={columns}
        rowKey={(row) => row.id}
        empty={<p>{t("views.none")}</p>}
      />
      {renaming && (
        <Rename
          view={renaming}
          onClose={() => {
            setRenaming(null);
            live.accept();
          }}
        />
      )}
      {removing && (
        <Question
          title={t("view.remove.title", { name: removing.name })}
          verb={t("view.remove")}
          act={remove}
          argument={() => removing.id}
          onClose={() => setRemoving(null)}
        >
          {t(`view.remove.${removing.scope}`)}
        </Question>
      )}
    </>
  );
}
