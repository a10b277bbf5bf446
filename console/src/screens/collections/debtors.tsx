import type { Answer } from "../../api/answers";
import { measure } from "../../format";
import { t } from "../../text";
import { Figure } from "../../ui/figure";
import { PartnerLink } from "../../ui/partner-link";
import { ScrollX } from "../../ui/scroll-x";

type Collections = Answer<"/v1/sales/collections">;

/** The largest debtors and their share of everything that is owed. */
export function Debtors({ company, debtors }: Pick<Collections, "company" | "debtors">) {
  const places = company.decimal_places;
  return (
    <section class="panel block">
      <h2>{t("collections.debtors")}</h2>
      <ScrollX>
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{t("column.customer")}</th>
              <th scope="col" class="num">
                {t("collections.overdue")}
              </th>
              <th scope="col" class="num">
                {t("collections.outstanding")}
              </th>
              <th scope="col" class="num">
                %
              </th>
            </tr>
          </thead>
          <tbody>
            {debtors.map((debtor) => (
              <tr key={debtor.partner_id}>
                <td class="wrap">
                  <PartnerLink
                    id={debtor.partner_id}
                    name={debtor.partner_name ?? t("without.partner")}
                    company={company.id}
                    inGrid={false}
                  />
                </td>
                <td class="num">
                  <Figure text={debtor.overdue} places={places} />
                </td>
                <td class="num">
                  <Figure text={debtor.outstanding} places={places} url={debtor.items_url} />
                </td>
                <td class="num quiet">
                  {debtor.share_percent === null ? "–" : measure(debtor.share_percent)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </section>
  );
}
