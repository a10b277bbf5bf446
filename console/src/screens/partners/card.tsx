/** Who the partner is, where it is reached, and how it pays. */
import type { Schema } from "../../api/answers";
import { amount, count, day } from "../../format";
import { t } from "../../text";
import { Fact } from "../../ui/fact";
import { webUrl } from "../../ui/odoo-link";
import { partnerHref } from "../../ui/partner-link";
import { PartnerName } from "../../ui/partner-name";

type Partner = Schema<"PartnerDetail">;
type Payments = Schema<"PartnerPayments">;

const joined = (parts: readonly (string | null)[]) => parts.filter(Boolean).join(", ");

/** `12 días tarde`, `3 días antes`. */
function delayOf(days: number): string {
  if (days === 0) return t("partner.on-time");
  const size = Math.abs(days);
  return t(days > 0 ? "partner.late" : "partner.early", { n: count(size) }, size);
}

function Paying({ payments }: { payments: Payments }) {
  return (
    <>
      {payments.average_delay_days !== null && (
        <Fact title={t("partner.pays")}>{delayOf(payments.average_delay_days)}</Fact>
      )}
      <Fact title={t("partner.last-payment")}>
        {day(payments.last_payment_date)} · {payments.company_currency}{" "}
        {amount(payments.last_payment_amount, 2)}
      </Fact>
    </>
  );
}

interface Props {
  partner: Partner;
  /** The company whose books are shown; null for several. */
  company: number | null;
}

export function PartnerCard({ partner, company }: Props) {
  const address = joined([partner.street, partner.street2, partner.city, partner.country_name]);
  const payments = partner.payments.find((each) => each.company_id === company);
  const parent = partner.parent_id;
  return (
    <dl class="partner-card">
      {partner.vat && <Fact title={t("column.code.partner")}>{partner.vat}</Fact>}
      {parent !== null && (
        <Fact title={t("partner.parent")}>
          <a class="link" href={partnerHref(parent, company)}>
            <PartnerName id={parent} />
          </a>
        </Fact>
      )}
      {address !== "" && <Fact title={t("partner.address")}>{address}</Fact>}
      {partner.email && (
        <Fact title={t("email")}>
          <a class="link" href={`mailto:${partner.email}`}>
            {partner.email}
          </a>
        </Fact>
      )}
      {partner.phone && <Fact title={t("partner.phone")}>{partner.phone}</Fact>}
      {partner.salesperson_name && (
        <Fact title={t("filter.salesperson_id")}>{partner.salesperson_name}</Fact>
      )}
      {partner.tags.length > 0 && (
        <Fact title={t("filter.partner_tag_ids")}>
          {partner.tags.map(({ name }) => name).join(", ")}
        </Fact>
      )}
      {payments && <Paying payments={payments} />}
    </dl>
  );
}

/** The page of the partner in Odoo. */
export function InOdoo({ partner }: { partner: Partner | undefined }) {
  const href = webUrl(partner?.odoo_url);
  if (href === null) return null;
  return (
    <a class="button wide" href={href} target="_blank" rel="noopener noreferrer">
      {t("open-in-odoo")}
    </a>
  );
}
