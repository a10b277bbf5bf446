import { useEffect, useState } from "preact/hooks";
import type { Problem } from "../../api/answers";
import { client, problemIn } from "../../api/client";
import { problemOf, unreachable, violationOf } from "../../api/problem";
import { safeReturn } from "../../router";
import { enter } from "../../session/session";
import { t } from "../../text";
import { Field } from "../../ui/field";
import { ProblemPanel } from "../../ui/problem-panel";
import { Fault } from "./fault";
import { Frame, useSignIn } from "./frame";
import { LinkMissing, useLinkToken } from "./link-token";
import { useRequest } from "./use-request";

interface Invited {
  email: string;
  name: string;
}

async function look(token: string): Promise<Invited | Problem> {
  const path = "/v1/invitations/look";
  try {
    const { data, error, response } = await client.POST(path, { body: { token } });
    return data ?? problemOf(error, response);
  } catch {
    return unreachable(path);
  }
}

function Acceptance({ token, invited }: { token: string; invited: Invited }) {
  const [name, setName] = useState(invited.name);
  const [password, setPassword] = useState("");
  const { busy, problem, run } = useRequest();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const path = "/v1/invitations/use";
    const body = { token, name, password };
    const result = await run(() => problemIn(client.POST(path, { body }), path));
    if (result === null) await enter(safeReturn(null));
  };
  return (
    <form onSubmit={submit}>
      <p class="quiet">{t("invitation.for", { email: invited.email })}</p>
      <input type="hidden" name="username" autocomplete="username" value={invited.email} />
      <Field
        label={t("invitation.name")}
        value={name}
        onValue={setName}
        autocomplete="name"
        fault={violationOf(problem, "name")}
      />
      <Field
        label={t("password.new")}
        type="password"
        value={password}
        onValue={setPassword}
        autocomplete="new-password"
        hint={t("password.rule")}
        fault={violationOf(problem, "password")}
        maxLength={128}
        focus
      />
      <Fault problem={problem} />
      <button type="submit" class="button primary" disabled={busy}>
        {t("invitation.submit")}
      </button>
    </form>
  );
}

export function InvitationScreen() {
  useSignIn();
  const token = useLinkToken();
  const [found, setFound] = useState<Invited | Problem | null>(null);
  useEffect(() => {
    if (token !== "") void look(token).then(setFound);
  }, [token]);
  return (
    <Frame title={t("invitation.title")}>
      {token === "" && <LinkMissing />}
      {found && "email" in found && <Acceptance token={token} invited={found} />}
      {found && "type" in found && <ProblemPanel problem={found} />}
      {found && "type" in found && (
        <a class="link" href="/c/sign-in">
          {t("sign-in.title")}
        </a>
      )}
    </Frame>
  );
}
