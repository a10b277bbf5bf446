import "./document.css";
import type { Answer, Document } from "../../api/answers";
import { useQuery } from "../../api/query";
import { amount, day } from "../../format";
import { go } from "../../router";
import { withoutDocument } from "../../router/pages";
import { t } from "../../text";
import { ApiLink } from "../../ui/api-link";
import { Dialog } from "../../ui/dialog";
import { Fact } from "../../ui/fact";
import { webUrl } from "../../ui/odoo-link";
import { StaleNote } from "../../ui/outdated";
import { PartnerLink } from "../../ui/partner-link";
import { ProblemPanel } from "../../ui/problem-panel";
import { StatePill } from "../../ui/state-pill";
import { Notes } from "../notes/notes";
import { Lines } from "./lines";
import { Settlements } from "./settlements";

function Facts({ document }: { document: Document }) {
  const days = [
    ["document.issued", document.invoice_date],
    ["document.booked", document.date],
    ["document.due", document.due_date],
  ] as const;
  return (
    <dl class="facts-list">
      <Fact title={t("document.partner")}>
        <PartnerLink
          id={document.partner_id}
          name={document.partner_name ?? "–"}
          company={document.company_id}
          inGrid={false}
        />
      </Fact>
      {days.map(([title, value]) =>
        value ? (
          <Fact key={title} title={t(title)}>
            {day(value)}
          </Fact>
        ) : null,
      )}
      {document.ref && <Fact title={t("document.ref")}>{document.ref}</Fact>}
      {document.origin && <Fact title={t("document.origin")}>{document.origin}</Fact>}
      {document.journal_code && <Fact title={t("document.journal")}>{document.journal_code}</Fact>}
      {document.reversed_document_id !== null && (
        <Fact title={t("document.reverses")}>
          <ApiLink
            class="link"
            url={`/v1/documents/${document.reversed_document_id}`}
            inGrid={false}
          >
            {t("document.see")}
          </ApiLink>
        </Fact>
      )}
    </dl>
  );
}

function Amounts({ document }: { document: Document }) {
  const rows = [
    ["document.untaxed", document.amount_untaxed],
    ["document.tax", document.amount_tax],
    ["document.total", document.amount_total],
    ["document.residual", document.amount_residual],
  ] as const;
  return (
    <dl class="amounts">
      {rows.map(([title, text]) => (
        <div key={title}>
          <dt>{t(title)}</dt>
          <dd>
            <small>{document.currency}</small> {amount(text, 0)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Content({ document }: { document: Document }) {
  const odoo = webUrl(document.odoo_url);
  const draft = document.state !== null && document.state !== "posted";
  return (
    <>
      <div class="document-states">
        {document.state && (
          <StatePill tone={draft ? "warn" : "idle"}>{t(`move-state.${document.state}`)}</StatePill>
        )}
        {document.payment_state && document.move_type !== "entry" && (
          <StatePill tone={document.payment_state === "paid" ? "" : "info"}>
            {t(`payment-state.${document.payment_state}`)}
          </StatePill>
        )}
        {odoo && (
          <a class="button small" href={odoo} target="_blank" rel="noopener noreferrer">
            {t("open-in-odoo")}
          </a>
        )}
      </div>
      <Facts document={document} />
      {document.move_type !== "entry" && <Amounts document={document} />}
      <Settlements document={document} />
      <Notes object={`/v1/documents/${document.id}`} currency={document.currency ?? ""} />
      <Lines document={document} />
    </>
  );
}

function titleOf(document: Document | undefined): string {
  if (!document) return t("document.title");
  const kind =
    document.document_type_name ?? (document.move_type && t(`move.${document.move_type}`));
  return [kind, document.name ?? t("document.unnamed")].filter(Boolean).join(" ");
}

/** A document over the page from where it was opened. */
export function DocumentDrawer({ id }: { id: string }) {
  const query = useQuery<Answer<"/v1/documents/{id}">>(`/v1/documents/${id}`);
  const { data, problem, again } = query;
  return (
    <Dialog
      key={id}
      title={titleOf(data?.data)}
      shape="drawer"
      onClose={() => go(withoutDocument(), "replace")}
    >
      {problem && !data && <ProblemPanel problem={problem} retry={again} />}
      {!data && !problem && (
        <p class="quiet" role="status">
          {t("loading")}
        </p>
      )}
      <StaleNote query={query} />
      {data && <Content document={data.data} />}
    </Dialog>
  );
}
