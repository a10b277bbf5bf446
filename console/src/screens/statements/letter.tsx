/** The mail that a customer of the run would get, as it would be sent now, and a test of it. */
import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Schema } from "../../api/answers";
import { client } from "../../api/client";
import { violationOf } from "../../api/problem";
import { refreshAnswers, useQuery } from "../../api/query";
import { session } from "../../session/session";
import { t } from "../../text";
import "../../text/letters";
import { ActProblem } from "../../ui/act-problem";
import { Dialog } from "../../ui/dialog";
import { Fact } from "../../ui/fact";
import { Input, Select } from "../../ui/inputs";
import { StaleNote } from "../../ui/outdated";
import { ProblemPanel } from "../../ui/problem-panel";
import { RoleButton } from "../../ui/role-button";
import { ScrollX } from "../../ui/scroll-x";
import { Skeleton } from "../../ui/skeleton";
import { StatePill } from "../../ui/state-pill";
import { say } from "../../ui/toast";
import { OUTLOOK_TONES } from "./states";
import { letterUrl } from "./view";

type Letter = Schema<"StatementLetter">;
type Order = Schema<"StatementOrder">;

/** The policy of the page forbids the styles that mails are written with: the words are the same. */
function Shown({ letter }: { letter: Letter }) {
  return (
    <>
      {(letter.outlook !== "send" || letter.detail) && (
        <p class="notice">
          <StatePill tone={OUTLOOK_TONES[letter.outlook]}>
            {t(`outlook.${letter.outlook}`)}
          </StatePill>
          <span>{letter.detail}</span>
        </p>
      )}
      <dl class="pairs">
        <Fact title={t("letter.to")}>{letter.recipients.join(", ") || t("letter.nobody")}</Fact>
        {letter.reply_to && <Fact title={t("letter.reply-to")}>{letter.reply_to}</Fact>}
        <Fact title={t("letter.subject")}>
          <b>{letter.subject}</b>
        </Fact>
        {letter.attachments.length > 0 && (
          <Fact title={t("letter.attachments")}>{letter.attachments.join(", ")}</Fact>
        )}
      </dl>
      <ScrollX>
        <pre class="letter-text" lang={letter.locale}>
          {letter.plain_text}
        </pre>
      </ScrollX>
    </>
  );
}

function Test({ partner, order, onSent }: { partner: number; order: Order; onSent: () => void }) {
  const [recipient, setRecipient] = useState(session.value?.person?.email ?? "");
  const act = useAct(
    (body: Schema<"NewStatementTest">, key: string) =>
      client.POST("/v1/statement-runs/test", {
        body,
        params: { header: { "Idempotency-Key": key } },
      }),
    (mail) => {
      refreshAnswers("/v1/mails");
      say(t("letter.test.sent", { to: mail.recipient }), {
        title: t("mails.title"),
        href: `/c/mails?partner_id=${partner}`,
      });
      onSent();
    },
  );
  const to = recipient.trim();
  return (
    <section class="form letter-test">
      <Input
        label={t("letter.test.address")}
        hint={t("letter.test.what")}
        type="email"
        value={recipient}
        onValue={setRecipient}
        fault={violationOf(act.problem, "recipient")}
      />
      <ActProblem problem={act.problem} />
      <div class="ways">
        <RoleButton
          needs="operator"
          busy={act.busy}
          disabled={to === ""}
          onClick={() => void act.run({ recipient: to, partner_id: partner, statement_run: order })}
        >
          {t("letter.test")}
        </RoleButton>
      </div>
    </section>
  );
}

interface Props {
  partner: number;
  /** What would be sent: the selection of the preview, subject and note. */
  order: Order;
  customers: readonly { partner_id: number; partner_name: string | null }[];
  onPartner: (id: string) => void;
  onClose: () => void;
}

export function LetterDrawer({ partner, order, customers, onPartner, onClose }: Props) {
  const query = useQuery<Letter>(letterUrl(partner, order), 600);
  const { data, problem, again } = query;
  const named = customers.map(
    ({ partner_id, partner_name }) =>
      [String(partner_id), partner_name ?? `#${partner_id}`] as const,
  );
  const listed = named.some(([id]) => id === String(partner));
  const own = [String(partner), data?.partner_name ?? `#${partner}`] as const;
  return (
    <Dialog title={t("letter.title")} shape="drawer" onClose={onClose}>
      <div class="letter">
        <Select
          label={t("column.customer")}
          value={String(partner)}
          choices={listed ? named : [own, ...named]}
          onValue={onPartner}
        />
        {problem && !data && <ProblemPanel problem={problem} retry={again} />}
        {!problem && !data && <Skeleton />}
        <StaleNote query={query} />
        {data && <Shown letter={data} />}
        {data && <Test key={partner} partner={partner} order={order} onSent={onClose} />}
      </div>
    </Dialog>
  );
}
