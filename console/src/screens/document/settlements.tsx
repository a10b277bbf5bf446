import type { Document } from "../../api/answers";
import { amount, day } from "../../format";
import { documentHref } from "../../router/pages";
import { t } from "../../text";
import { ApiLink } from "../../ui/api-link";
import { ScrollX } from "../../ui/scroll-x";

/** Payments and credit notes that settled the document, each with its counterpart. */
export function Settlements({ document }: { document: Document }) {
  if (document.settlements.length === 0) {
    return (
      <section>
        <h3>{t("document.settlements")}</h3>
        <p class="quiet">{t("document.settlements.none")}</p>
      </section>
    );
  }
  return (
    <section>
      <h3>{t("document.settlements")}</h3>
      <ScrollX>
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{t("column.counterpart")}</th>
              <th scope="col">{t("column.day")}</th>
              <th scope="col" class="num">
                {t("column.settled")}
              </th>
            </tr>
          </thead>
          <tbody>
            {document.settlements.map((settlement) => (
              <tr key={settlement.id}>
                <td class="wrap">
                  <ApiLink class="link" url={settlement.counterpart_url} inGrid={false}>
                    {settlement.counterpart_name ?? settlement.counterpart_id}
                  </ApiLink>
                  {settlement.exchange_document_id !== null && (
                    <>
                      {" "}
                      <a class="quiet" href={documentHref(settlement.exchange_document_id)}>
                        {t("document.exchange")}
                      </a>
                    </>
                  )}
                </td>
                <td>{settlement.date && day(settlement.date)}</td>
                <td class="num">
                  {amount(settlement.amount_currency, 0)}{" "}
                  <small class="quiet">{settlement.currency}</small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </section>
  );
}
