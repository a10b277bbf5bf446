/** The balance of banks and cash at the end of each period until today. */
import type { Answer } from "../../api/answers";
import { amount, day } from "../../format";
import { isNegative } from "../../format/decimal";
import { t } from "../../text";
import { Bars } from "../../ui/bars";
import { Figure } from "../../ui/figure";
import { ScrollX } from "../../ui/scroll-x";

type History = Answer<"/v1/treasury/history">;

export function HistoryPanel({ answer }: { answer: History }) {
  const { company, data } = answer;
  const places = company.decimal_places;
  const bars = data.map((period) => ({
    key: period.date_to,
    name: period.date_to.slice(8),
    words: `${day(period.date_to)}: ${amount(period.balance, places)}`,
    text: period.balance,
  }));
  return (
    <section class="panel block">
      <h2>{t("treasury.history", { currency: company.currency })}</h2>
      <Bars bars={bars} />
      <details>
        <summary class="link">{t("overview.table")}</summary>
        <ScrollX>
          <table class="list">
            <thead>
              <tr>
                <th scope="col">{t("treasury.period-end")}</th>
                <th scope="col" class="num">
                  {t("column.change")}
                </th>
                <th scope="col" class="num">
                  {t("treasury.closing")}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((period) => (
                <tr key={period.date_to}>
                  <td>{day(period.date_to)}</td>
                  <td class={`num ${isNegative(period.balance_difference) ? "neg" : ""}`}>
                    {amount(period.balance_difference, places)}
                  </td>
                  <td class={`num ${isNegative(period.balance) ? "neg" : ""}`}>
                    <Figure text={period.balance} places={places} url={period.items_url} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollX>
      </details>
    </section>
  );
}
