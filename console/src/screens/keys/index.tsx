/** API keys of programs: made here with their secret shown once, and revoked. */
import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Schema } from "../../api/answers";
import { client } from "../../api/client";
import { useLive } from "../../api/live";
import { violationOf } from "../../api/problem";
import { actsColumn, instantColumn, textColumn } from "../../grid/kinds";
import type { Role } from "../../session/rights";
import { t } from "../../text";
import { ActProblem } from "../../ui/act-problem";
import { CompanyChecks, useCompanyNames } from "../../ui/company-checks";
import { CopyText } from "../../ui/copy-text";
import { Dialog } from "../../ui/dialog";
import { FormActs } from "../../ui/form-acts";
import { ScreenHead } from "../../ui/head";
import { Input, Select } from "../../ui/inputs";
import { LiveTable } from "../../ui/live-table";
import { Question } from "../../ui/question";
import { RoleButton } from "../../ui/role-button";
import { RoleSelect } from "../../ui/role-select";
import { StatePill } from "../../ui/state-pill";

type ApiKey = Schema<"ApiKey">;

const DAY_MS = 86_400_000;
const LIFETIMES = ["30", "90", "365", "never"] as const;

function expiryOf(lifetime: string): string | null {
  if (lifetime === "never") return null;
  return new Date(Date.now() + Number(lifetime) * DAY_MS).toISOString();
}

function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <div class="form">
      <p class="notice good" role="status">
        {t("keys.once")}
      </p>
      <CopyText text={secret} label={t("keys.secret")} once />
      <div class="ways">
        <button type="button" class="button" onClick={onClose}>
          {t("keys.kept")}
        </button>
      </div>
    </div>
  );
}

function NewKey({ onClose, onMade }: { onClose: () => void; onMade: () => void }) {
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [companies, setCompanies] = useState<readonly number[] | null>(null);
  const [lifetime, setLifetime] = useState<string>("365");
  const [secret, setSecret] = useState<string | null>(null);
  const act = useAct(
    (body: Schema<"NewApiKey">) => client.POST("/v1/api-keys", { body }),
    (made) => {
      setSecret(made.key);
      onMade();
    },
  );
  const submit = (event: Event) => {
    event.preventDefault();
    void act.run({
      name: name.trim(),
      role,
      company_ids: companies === null ? null : [...companies],
      expires_at: expiryOf(lifetime),
    });
  };
  return (
    <Dialog title={t("keys.new")} onClose={onClose}>
      {secret !== null ? (
        <Secret secret={secret} onClose={onClose} />
      ) : (
        <form class="form" onSubmit={submit}>
          <Input
            label={t("keys.name")}
            hint={t("keys.name.hint")}
            value={name}
            onValue={setName}
            maxLength={100}
            required
            fault={violationOf(act.problem, "name")}
          />
          <RoleSelect value={role} onValue={setRole} />
          <CompanyChecks value={companies} onValue={setCompanies} />
          <Select
            label={t("keys.lifetime")}
            value={lifetime}
            choices={LIFETIMES.map((each) => [each, t(`keys.lifetime.${each}`)] as const)}
            onValue={setLifetime}
          />
          <ActProblem problem={act.problem} />
          <FormActs busy={act.busy} verb={t("keys.make")} onCancel={onClose} />
        </form>
      )}
    </Dialog>
  );
}

function stateOf(key: ApiKey): readonly ["" | "idle" | "warn", string] {
  if (key.revoked_at !== null) return ["idle", t("keys.revoked")];
  return key.active ? ["", t("keys.active")] : ["warn", t("keys.expired")];
}

export function KeysScreen() {
  const live = useLive<ApiKey>("/v1/api-keys", (row) => row.id, 60);
  const namesOf = useCompanyNames();
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const revoke = useAct(
    (id: string) => client.DELETE("/v1/api-keys/{id}", { params: { path: { id } } }),
    live.accept,
  );
  const columns = [
    textColumn<ApiKey>("name", t("keys.name"), 190, (row) => row.name, { tone: () => "name" }),
    textColumn<ApiKey>("id", t("keys.id"), 130, (row) => row.id, {
      cell: (row) => <code>{row.id}</code>,
      wide: true,
    }),
    textColumn<ApiKey>("state", t("export.state"), 110, (row) => stateOf(row)[1], {
      cell: (row) => <StatePill tone={stateOf(row)[0]}>{stateOf(row)[1]}</StatePill>,
    }),
    textColumn<ApiKey>("role", t("role"), 120, (row) => t(`role.${row.role}`)),
    textColumn<ApiKey>("companies", t("filter.companies"), 150, (row) => namesOf(row.company_ids)),
    instantColumn<ApiKey>("used", t("keys.used"), (row) => row.last_used_at),
    instantColumn<ApiKey>("expires", t("keys.expires"), (row) => row.expires_at),
    textColumn<ApiKey>("by", t("made-by"), 110, (row) => row.created_by.name, { wide: true }),
    actsColumn<ApiKey>(t("acts"), 84, (row) =>
      row.revoked_at === null ? (
        <RoleButton needs="admin" kind="link danger" inGrid onClick={() => setRevoking(row)}>
          {t("keys.revoke")}
        </RoleButton>
      ) : null,
    ),
  ];
  return (
    <>
      <ScreenHead title={t("nav.keys")}>
        <RoleButton needs="admin" kind="button primary" onClick={() => setMaking(true)}>
          {t("keys.new")}
        </RoleButton>
      </ScreenHead>
      <LiveTable
        label={t("nav.keys")}
        live={live}
        columns={columns}
        rowKey={(row) => row.id}
        rowClass={(row) => (row.active ? "" : "past")}
        empty={<p>{t("keys.none")}</p>}
      />
      {making && <NewKey onClose={() => setMaking(false)} onMade={live.accept} />}
      {revoking && (
        <Question
          title={t("keys.revoke.title", { name: revoking.name })}
          verb={t("keys.revoke.one")}
          act={revoke}
          argument={() => revoking.id}
          onClose={() => setRevoking(null)}
        >
          <p>{t("keys.revoke.what")}</p>
          <p>
            <b>{t("cannot-be-undone")}</b>
          </p>
        </Question>
      )}
    </>
  );
}
