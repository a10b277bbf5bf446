import type { Document } from "../../api/answers";
import { amount, count } from "../../format";
import { isZero } from "../../format/decimal";
import { t } from "../../text";
import { ApiLink } from "../../ui/api-link";
import { ScrollX } from "../../ui/scroll-x";

/** The journal items of a document; long documents show the first ones and lead to the others. */
export function Lines({ document }: { document: Document }) {
  const lines = document.journal_items;
  const foreign = lines.some((line) => line.amount_currency !== line.balance);
  return (
    <section>
      <h3>{t("document.lines")}</h3>
      <ScrollX>
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{t("column.account")}</th>
              <th scope="col">{t("column.label")}</th>
              {foreign && (
                <th scope="col" class="num">
                  {t("column.amount_currency")}
                </th>
              )}
              <th scope="col" class="num">
                {t("column.debit")}
              </th>
              <th scope="col" class="num">
                {t("column.credit")}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.id}>
                <td title={line.account_name ?? ""}>{line.account_code}</td>
                <td class="wrap">{line.label ?? line.account_name}</td>
                {foreign && (
                  <td class="num quiet">
                    {isZero(line.amount_currency)
                      ? null
                      : `${amount(line.amount_currency, 0)} ${line.currency}`}
                  </td>
                )}
                <td class="num">{isZero(line.debit) ? null : amount(line.debit, 0)}</td>
                <td class="num">{isZero(line.credit) ? null : amount(line.credit, 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
      {document.items > lines.length && (
        <ApiLink class="link" url={document.items_url} inGrid={false}>
          {t("items.all", { n: count(document.items) })}
        </ApiLink>
      )}
    </section>
  );
}
