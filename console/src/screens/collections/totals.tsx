import type { Answer } from "../../api/answers";
import { t } from "../../text";
import { Figure, tone } from "../../ui/figure";
import { Tie } from "../../ui/tie";
import { tieCodec } from "../tie-out/view";

type Collections = Answer<"/v1/sales/collections">;

/** What is owed at the end of the period, whether the ledger agrees, and what of it is late. */
export function Totals({ answer }: { answer: Collections }) {
  const { company, totals, parameters } = answer;
  const places = company.decimal_places;
  const figures = [
    ["collections.totals", totals.outstanding, totals.outstanding_url],
    ["bucket.not_due", totals.not_due, totals.not_due_url],
    ["collections.overdue", totals.overdue, totals.overdue_url],
  ] as const;
  const tieOut = tieCodec.write({
    company_id: String(company.id),
    as_of: parameters.date_to ?? undefined,
  });
  return (
    <section class="panel figures n2" aria-label={t("collections.totals")}>
      {figures.map(([title, text, url], index) => (
        <div key={title}>
          <div class="title">
            {t(title)}
            {index === 0 && (
              <Tie tie={answer.tie_out} places={places} href={`/c/receivables/tie-out${tieOut}`} />
            )}
          </div>
          <div class={`value ${tone(text, "receivable")}`}>
            <small>{company.currency}</small>
            <Figure text={text} places={places} url={url} />
          </div>
        </div>
      ))}
    </section>
  );
}
