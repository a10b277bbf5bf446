/** DSO and CEI of the last twelve months, as bars with their numbers in a table. */
import type { Schema } from "../../api/answers";
import { measure, month } from "../../format";
import { t } from "../../text";
import { Bars } from "../../ui/bars";
import { ScrollX } from "../../ui/scroll-x";

type Month = Schema<"OverviewMonth">;

interface SeriesProps {
  title: string;
  unit: string;
  months: readonly Month[];
  of: (month: Month) => string | null;
}

const nameOf = ({ date_from }: Month) => month(date_from.slice(0, 7));

function Series({ title, unit, months, of }: SeriesProps) {
  const bars = months.map((each) => {
    const text = of(each);
    const words = text === null ? "–" : `${measure(text)} ${unit}`;
    const name = nameOf(each);
    return { key: each.date_from, name: name.slice(0, 3), words: `${name}: ${words}`, text };
  });
  return (
    <div class="series">
      <h3>{title}</h3>
      <Bars bars={bars} />
    </div>
  );
}

export function Months({ months }: { months: readonly Month[] }) {
  return (
    <section class="panel block">
      <h2>{t("overview.months")}</h2>
      <div class="two-series">
        <Series
          title={t("measure.dso.name")}
          unit={t("collections.days")}
          months={months}
          of={(each) => each.days_sales_outstanding}
        />
        <Series
          title={t("measure.cei.name")}
          unit="%"
          months={months}
          of={(each) => each.collection_effectiveness_percent}
        />
      </div>
      <details>
        <summary class="link">{t("overview.table")}</summary>
        <ScrollX>
          <table class="list">
            <thead>
              <tr>
                <th scope="col">{t("collections.month")}</th>
                <th scope="col" class="num">
                  DSO
                </th>
                <th scope="col" class="num">
                  CEI %
                </th>
              </tr>
            </thead>
            <tbody>
              {months.map((each) => (
                <tr key={each.date_from}>
                  <td>{nameOf(each)}</td>
                  <td class="num">
                    {each.days_sales_outstanding === null
                      ? "–"
                      : measure(each.days_sales_outstanding)}
                  </td>
                  <td class="num">
                    {each.collection_effectiveness_percent === null
                      ? "–"
                      : measure(each.collection_effectiveness_percent)}
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
