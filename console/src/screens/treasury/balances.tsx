import type { Answer } from "../../api/answers";
import { amount } from "../../format";
import { isNegative } from "../../format/decimal";
import { t } from "../../text";
import { Figure } from "../../ui/figure";
import { ScrollX } from "../../ui/scroll-x";

type Balances = Answer<"/v1/treasury/balances">;
type Balance = Balances["data"][number];

function nameOf(row: Balance): string {
  return row.journal_name ?? row.account_name ?? row.account_code;
}

/** Each bank and cash journal in its currency and in that of the company. */
export function BalancesPanel({ answer }: { answer: Balances }) {
  const { company, totals } = answer;
  const places = company.decimal_places;
  return (
    <section class="panel block">
      <h2>{t("treasury.balances")}</h2>
      <ScrollX>
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{t("treasury.journal")}</th>
              <th scope="col" class="wide">
                {t("column.account")}
              </th>
              <th scope="col" class="num">
                {t("column.residual_currency")}
              </th>
              <th scope="col" class="num">
                {company.currency}
              </th>
            </tr>
          </thead>
          <tbody>
            {answer.data.map((row) => (
              <tr key={`${row.journal_id}/${row.account_id}/${row.currency}`}>
                <td class="wrap">
                  <b>{nameOf(row)}</b>
                </td>
                <td class="wide quiet">{row.account_code}</td>
                <td class="num quiet">
                  {row.currency !== company.currency &&
                    `${amount(row.balance_currency, 0)} ${row.currency ?? ""}`}
                </td>
                <td class={`num ${isNegative(row.balance) ? "neg" : ""}`}>
                  <Figure text={row.balance} places={places} url={row.items_url} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td>{t("column.total")}</td>
              <td class="wide" />
              <td />
              <td class={`num ${isNegative(totals.balance) ? "neg" : ""}`}>
                <Figure text={totals.balance} places={places} url={totals.items_url} />
              </td>
            </tr>
          </tfoot>
        </table>
      </ScrollX>
      {totals.by_currency.length > 1 && (
        <div class="facts">
          {totals.by_currency.map((each) => (
            <span key={each.currency}>
              {each.currency}{" "}
              <b>
                <Figure text={each.balance_currency} places={0} url={each.items_url} />
              </b>
            </span>
          ))}
        </div>
      )}
    </section>
  );
}
