import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Schema } from "../../api/answers";
import { client } from "../../api/client";
import { violationOf } from "../../api/problem";
import { instant } from "../../format";
import type { Role } from "../../session/rights";
import { session } from "../../session/session";
import { t } from "../../text";
import { ActProblem } from "../../ui/act-problem";
import { CompanyChecks } from "../../ui/company-checks";
import { CopyText } from "../../ui/copy-text";
import { Dialog } from "../../ui/dialog";
import { FormActs } from "../../ui/form-acts";
import { Check, Input } from "../../ui/inputs";
import { RoleSelect } from "../../ui/role-select";

type Person = Schema<"Person">;

/** A link to pass on, or the address to which it was mailed. */
export function LinkDialog({ link, onClose }: { link: Schema<"PersonLink">; onClose: () => void }) {
  return (
    <Dialog title={t("people.link")} onClose={onClose}>
      <div class="form">
        {link.sent_to && (
          <p class="notice good" role="status">
            {t("people.sent", { email: link.sent_to })}
          </p>
        )}
        {link.url && (
          <>
            <p>{t("people.pass-on")}</p>
            <CopyText text={link.url} label={t("people.link")} once />
          </>
        )}
        <p class="quiet">{t("links.until", { at: instant(link.expires_at) })}</p>
      </div>
    </Dialog>
  );
}

export function Invite({ onClose, onMade }: { onClose: () => void; onMade: () => void }) {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [companies, setCompanies] = useState<readonly number[] | null>(null);
  const [link, setLink] = useState<Schema<"PersonLink"> | null>(null);
  const invitation = useAct(
    (id: string) =>
      client.POST("/v1/people/{id}/invitations", { params: { path: { id } }, body: {} }),
    (made) => setLink(made),
  );
  const make = useAct(
    (body: Schema<"NewPerson">, key: string) =>
      client.POST("/v1/people", { body, params: { header: { "Idempotency-Key": key } } }),
    (person) => {
      onMade();
      void invitation.run(person.id);
    },
  );
  if (link) return <LinkDialog link={link} onClose={onClose} />;
  const submit = (event: Event) => {
    event.preventDefault();
    void make.run({
      name: name.trim(),
      email: email.trim(),
      role,
      company_ids: companies === null ? null : [...companies],
      send_invitation: false,
    });
  };
  return (
    <Dialog title={t("people.invite")} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <Input
          label={t("people.name")}
          value={name}
          onValue={setName}
          maxLength={100}
          required
          fault={violationOf(make.problem, "name")}
        />
        <Input
          label={t("email")}
          type="email"
          value={email}
          onValue={setEmail}
          required
          fault={violationOf(make.problem, "email")}
        />
        <RoleSelect value={role} onValue={setRole} />
        <CompanyChecks value={companies} onValue={setCompanies} />
        <ActProblem problem={make.problem ?? invitation.problem} />
        <FormActs
          busy={make.busy || invitation.busy}
          verb={t("people.invite")}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

interface EditProps {
  person: Person;
  onClose: () => void;
  onChanged: () => void;
  onEndSessions: () => void;
  onRemove: () => void;
}

export function EditPerson({ person, onClose, onChanged, onEndSessions, onRemove }: EditProps) {
  const [name, setName] = useState(person.name);
  const [role, setRole] = useState<Role>(person.role);
  const [companies, setCompanies] = useState<readonly number[] | null>(person.company_ids ?? null);
  const [enabled, setEnabled] = useState(person.state !== "disabled");
  const myself = session.value?.person?.id === person.id;
  const act = useAct(
    (body: Schema<"PersonPatch">) =>
      client.PATCH("/v1/people/{id}", {
        params: { path: { id: person.id }, header: { "If-Match": `"${person.version}"` } },
        body,
      }),
    () => {
      onChanged();
      onClose();
    },
  );
  const submit = (event: Event) => {
    event.preventDefault();
    void act.run({
      name: name.trim(),
      role,
      company_ids: companies === null ? null : [...companies],
      enabled,
    });
  };
  return (
    <Dialog title={person.email} onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <Input label={t("people.name")} value={name} onValue={setName} maxLength={100} required />
        <RoleSelect value={role} onValue={setRole} />
        <CompanyChecks value={companies} onValue={setCompanies} />
        <Check
          label={t("people.enabled")}
          checked={enabled}
          disabled={myself}
          onChecked={setEnabled}
        />
        <ActProblem
          problem={act.problem}
          reload={() => {
            onChanged();
            onClose();
          }}
        />
        <FormActs busy={act.busy} verb={t("save")} onCancel={onClose}>
          <button type="button" class="link danger" onClick={onEndSessions}>
            {t("people.end")}
          </button>
          {!myself && (
            <button type="button" class="link danger" onClick={onRemove}>
              {t("people.remove")}
            </button>
          )}
        </FormActs>
      </form>
    </Dialog>
  );
}
