/** Cash, what is owed on both sides, and how fast customers pay. */
import type { ComponentChildren } from "preact";
import type { Answer } from "../../api/answers";
import { amount, count, day, measure } from "../../format";
import { isZero } from "../../format/decimal";
import { t } from "../../text";
import { Figure, tone } from "../../ui/figure";

type Overview = Answer<"/v1/overview">;

interface Props {
  title: string;
  /** The page with all of it. */
  href: string;
  children: ComponentChildren;
}

function Card({ title, href, children }: Props) {
  return (
    <div>
      <div class="title">
        <a href={href}>{title}</a>
      </div>
      {children}
    </div>
  );
}

/** `+1,200.00 desde ayer`; a day without a change says so. */
function Since({ text, places }: { text: string; places: number }) {
  if (isZero(text)) return <>{t("overview.same")}</>;
  const sign = text.startsWith("-") ? "" : "+";
  return <>{t("overview.since", { amount: sign + amount(text, places) })}</>;
}

function Cash({ answer }: { answer: Overview }) {
  const { cash, company } = answer;
  const places = company.decimal_places;
  return (
    <Card title={t("overview.cash")} href={`/c/treasury?company_id=${company.id}`}>
      <div class={`value ${tone(cash.balance, "receivable")}`}>
        <small>{company.currency}</small>
        <Figure text={cash.balance} places={places} url={cash.items_url} />
      </div>
      <div class="what">
        <Since text={cash.balance_difference} places={places} />
      </div>
      {cash.forecast_day !== null && (
        <div class="what">
          {t("overview.forecast", {
            day: day(cash.forecast_day),
            amount: amount(cash.forecast_balance, places),
          })}
        </div>
      )}
    </Card>
  );
}

function Side({ answer, side }: { answer: Overview; side: "receivable" | "payable" }) {
  const { company } = answer;
  const given = side === "receivable" ? answer.receivables : answer.payables;
  const places = company.decimal_places;
  return (
    <Card title={t(`nav.${side}s`)} href={`/c/${side}s?company_id=${company.id}`}>
      <div class={`value ${tone(given.total, side)}`}>
        <small>{company.currency}</small>
        <Figure text={given.total} places={places} url={given.items_url} />
      </div>
      <div class="what">
        <Since text={given.total_difference} places={places} />
      </div>
      <div class="what">{t("ageing.items", { n: count(given.items) }, given.items)}</div>
    </Card>
  );
}

function Overdue({ answer }: { answer: Overview }) {
  const { company, receivables, payables } = answer;
  const places = company.decimal_places;
  const percent = receivables.overdue_percent;
  return (
    <Card
      title={t("overview.overdue")}
      href={`/c/receivables?company_id=${company.id}&overdue_only=true&sort=-overdue`}
    >
      <div class={`value ${tone(receivables.overdue, "receivable")}`}>
        <small>{company.currency}</small>
        <Figure text={receivables.overdue} places={places} url={receivables.overdue_items_url} />
      </div>
      <div class="what">
        {percent !== null && `${measure(percent)} % · `}
        <Since text={receivables.overdue_difference} places={places} />
      </div>
      <div class="what">
        {t("overview.overdue-payable")}{" "}
        <Figure text={payables.overdue} places={places} url={payables.overdue_items_url} />
      </div>
    </Card>
  );
}

function Days({ answer }: { answer: Overview }) {
  const month = answer.months_of_collection.at(-1);
  const days = month?.days_sales_outstanding ?? null;
  const effect = month?.collection_effectiveness_percent ?? null;
  return (
    <Card title="DSO" href={`/c/collections?company_id=${answer.company.id}`}>
      <div class="value">
        {days === null ? "–" : measure(days)}{" "}
        {days !== null && <small>{t("collections.days")}</small>}
      </div>
      <div class="what">{t("overview.month")}</div>
      <div class="what">
        {effect !== null && t("overview.effectiveness", { percent: measure(effect) })}
      </div>
    </Card>
  );
}

export function Figures({ answer }: { answer: Overview }) {
  return (
    <section class="panel figures n4" aria-label={t("overview.title")}>
      <Cash answer={answer} />
      <Side answer={answer} side="receivable" />
      <Overdue answer={answer} />
      <Side answer={answer} side="payable" />
      <Days answer={answer} />
    </section>
  );
}
