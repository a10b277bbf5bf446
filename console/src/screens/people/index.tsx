/** Who may sign in, with which role and for which companies. */
import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Schema } from "../../api/answers";
import { client } from "../../api/client";
import { useLive } from "../../api/live";
import { actsColumn, instantColumn, textColumn } from "../../grid/kinds";
import { t } from "../../text";
import { useCompanyNames } from "../../ui/company-checks";
import { ScreenHead } from "../../ui/head";
import { LiveTable } from "../../ui/live-table";
import { Question } from "../../ui/question";
import { RoleButton } from "../../ui/role-button";
import { StatePill, type Tone } from "../../ui/state-pill";
import { EditPerson, Invite, LinkDialog } from "./forms";

type Person = Schema<"Person">;

const TONES: Record<Person["state"], Tone> = {
  active: "",
  invited: "info",
  disabled: "warn",
  removed: "idle",
};

type Asked =
  | { kind: "edit" | "end" | "remove" | "link"; person: Person }
  | { kind: "invite" }
  | null;

export function PeopleScreen() {
  const live = useLive<Person>("/v1/people", (row) => row.id, 60);
  const namesOf = useCompanyNames();
  const [asked, setAsked] = useState<Asked>(null);
  const [link, setLink] = useState<Schema<"PersonLink"> | null>(null);
  const close = () => setAsked(null);
  const again = useAct(
    (id: string) =>
      client.POST("/v1/people/{id}/invitations", { params: { path: { id } }, body: {} }),
    (made) => setLink(made),
  );
  const end = useAct(
    (id: string) => client.DELETE("/v1/people/{id}/sessions", { params: { path: { id } } }),
    live.accept,
  );
  const remove = useAct(
    (id: string) => client.DELETE("/v1/people/{id}", { params: { path: { id } } }),
    live.accept,
  );
  const columns = [
    textColumn<Person>("name", t("people.name"), 164, (row) => row.name, { tone: () => "name" }),
    textColumn<Person>("email", t("email"), 190, (row) => row.email),
    textColumn<Person>("state", t("export.state"), 132, (row) => t(`person.${row.state}`), {
      cell: (row) => <StatePill tone={TONES[row.state]}>{t(`person.${row.state}`)}</StatePill>,
    }),
    textColumn<Person>("role", t("role"), 116, (row) => t(`role.${row.role}`)),
    textColumn<Person>("companies", t("filter.companies"), 170, (row) => namesOf(row.company_ids)),
    textColumn<Person>(
      "factor",
      t("people.second-factor"),
      100,
      (row) => t(row.has_second_factor ? "yes" : "no"),
      { wide: true, tone: (row) => (row.has_second_factor ? "" : "faint") },
    ),
    instantColumn<Person>("seen", t("people.seen"), (row) => row.last_seen_at, {
      wide: true,
      width: 120,
    }),
    actsColumn<Person>(t("acts"), 190, (row) =>
      row.state === "removed" ? null : (
        <>
          <RoleButton
            needs="admin"
            kind="link"
            inGrid
            onClick={() => setAsked({ kind: "edit", person: row })}
          >
            {t("edit")}
          </RoleButton>
          <RoleButton
            needs="admin"
            kind="link"
            inGrid
            onClick={() => setAsked({ kind: "link", person: row })}
          >
            {t(row.state === "invited" ? "people.invite-again" : "people.new-password")}
          </RoleButton>
        </>
      ),
    ),
  ];
  return (
    <>
      <ScreenHead title={t("nav.people")}>
        <RoleButton
          needs="admin"
          kind="button primary"
          onClick={() => setAsked({ kind: "invite" })}
        >
          {t("people.invite")}
        </RoleButton>
      </ScreenHead>
      <LiveTable
        label={t("nav.people")}
        live={live}
        columns={columns}
        rowKey={(row) => row.id}
        rowClass={(row) => (row.state === "removed" ? "past" : "")}
        empty={<p>{t("people.none")}</p>}
      />
      {link && <LinkDialog link={link} onClose={() => setLink(null)} />}
      {asked?.kind === "invite" && <Invite onClose={close} onMade={live.accept} />}
      {asked?.kind === "edit" && (
        <EditPerson
          person={asked.person}
          onClose={close}
          onChanged={live.accept}
          onEndSessions={() => setAsked({ kind: "end", person: asked.person })}
          onRemove={() => setAsked({ kind: "remove", person: asked.person })}
        />
      )}
      {asked?.kind === "link" && (
        <Question
          title={t("people.new-password.title", { name: asked.person.name })}
          verb={t("people.new-password.verb")}
          act={again}
          argument={() => asked.person.id}
          onClose={close}
        >
          {t("people.new-password.what")}
        </Question>
      )}
      {asked?.kind === "end" && (
        <Question
          title={t("people.end.title", { name: asked.person.name })}
          verb={t("people.end")}
          act={end}
          argument={() => asked.person.id}
          onClose={close}
        >
          {t("people.end.what")}
        </Question>
      )}
      {asked?.kind === "remove" && (
        <Question
          title={t("people.remove.title", { name: asked.person.name })}
          verb={t("people.remove")}
          act={remove}
          argument={() => asked.person.id}
          onClose={close}
        >
          <p>{t("people.remove.what")}</p>
          <p>
            <b>{t("cannot-be-undone")}</b>
          </p>
        </Question>
      )}
    </>
  );
}
