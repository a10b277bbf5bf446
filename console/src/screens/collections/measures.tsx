import { useId } from "preact/hooks";
import type { Answer } from "../../api/answers";
import { measure } from "../../format";
import { t } from "../../text";

type Collections = Answer<"/v1/sales/collections">;
type Indicators = Collections["indicators"];

const DAYS = [
  ["dso", "days_sales_outstanding"],
  ["bpdso", "best_possible_days_sales_outstanding"],
  ["add", "average_days_delinquent"],
  ["dpo", "days_payable_outstanding"],
] as const;

const SHARES = [
  ["cei", "collection_effectiveness_percent"],
  ["overdue", "overdue_percent"],
  ["concentration", "concentration_percent"],
] as const;

interface MeasureProps {
  name: (typeof DAYS)[number][0] | (typeof SHARES)[number][0];
  value: string | null;
  unit: string;
}

/** A figure whose formula appears on hover and on focus. */
function Measure({ name, value, unit }: MeasureProps) {
  const id = useId();
  return (
    <div class="measure">
      <button type="button" class="title" aria-describedby={id}>
        {t(`measure.${name}`)}
      </button>
      <div class="value">
        {value === null ? "–" : measure(value)} {value !== null && <small>{unit}</small>}
      </div>
      <div role="tooltip" id={id} class="formula panel">
        <b>{t(`measure.${name}.name`)}</b>
        <span>{t(`measure.${name}.formula`)}</span>
      </div>
    </div>
  );
}

export function Measures({ answer }: { answer: Collections }) {
  const known: Indicators = answer.indicators;
  return (
    <section class="panel measures" aria-label={t("collections.measures")}>
      {DAYS.map(([name, key]) => (
        <Measure key={name} name={name} value={known[key]} unit={t("collections.days")} />
      ))}
      {SHARES.map(([name, key]) => (
        <Measure key={name} name={name} value={known[key]} unit="%" />
      ))}
    </section>
  );
}
