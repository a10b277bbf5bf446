import type { Ageing } from "../../api/answers";
import { amount, count, day, measure, percent } from "../../format";
import { thousandths } from "../../format/decimal";
import { t } from "../../text";
import { Figure, tone } from "../../ui/figure";
import { Tie } from "../../ui/tie";
import { bucketTitle } from "./bucket";
import { Spread } from "./spread";
import { PATHS, type Side } from "./view";

function tieOutHref(side: Side, { company, parameters }: Ageing): string {
  const day = parameters.as_of == null ? "" : `&as_of=${parameters.as_of}`;
  return `${PATHS[side].page}/tie-out?company_id=${company.id}${day}`;
}

interface Shown {
  title: string;
  text: string;
  url: string | undefined;
  what: string;
}

/** Only an ageing by due date knows what is overdue. */
function overdueOf(totals: Ageing["totals"]): Shown[] {
  const { overdue, overdue_percent: share } = totals;
  if (overdue === null) return [];
  const what = share === null ? "" : t("ageing.share", { percent: `${measure(share)} %` });
  const url = totals.overdue_items_url ?? undefined;
  return [{ title: t("ageing.overdue"), text: overdue, url, what }];
}

function figuresOf(answer: Ageing): Shown[] {
  const { buckets, totals } = answer;
  const chosen = buckets.length < 2 ? [0] : [0, buckets.length - 1];
  const ends = chosen.flatMap((index): Shown[] => {
    const bucket = buckets[index];
    const text = totals.amounts[index];
    if (!bucket || text === undefined) return [];
    const share = thousandths(text, totals.total);
    return [
      {
        title: bucketTitle(bucket.key),
        text,
        url: totals.bucket_urls[index],
        what: share === null ? "" : t("ageing.share", { percent: percent(share) }),
      },
    ];
  });
  const unapplied = {
    title: t("ageing.unapplied"),
    text: totals.unapplied,
    url: totals.unapplied_items_url ?? undefined,
    what: t("ageing.unapplied.what"),
  };
  const [first, ...rest] = ends;
  return [...(first ? [first] : []), ...overdueOf(totals), ...rest, unapplied];
}

/** The change of the total since the day that the report compares with. */
function changeOf({ totals, parameters, company }: Ageing): string | null {
  const since = parameters.compare_as_of;
  if (!totals.compared || since == null) return null;
  const change = amount(totals.compared.total_difference, company.decimal_places);
  return t("ageing.since", { amount: change, day: day(since) });
}

export function Figures({ answer, side }: { answer: Ageing; side: Side }) {
  const { totals, company } = answer;
  const places = company.decimal_places;
  const items = t("ageing.items", { n: count(totals.items) }, totals.items);
  const groups = t("ageing.rows", { n: count(totals.groups) }, totals.groups);
  const figures = figuresOf(answer);
  return (
    <section class={`panel figures n${figures.length}`} aria-label={t(`ageing.total.${side}`)}>
      <div>
        <div class="title">
          {t(`ageing.total.${side}`)}
          <Tie tie={answer.tie_out} places={places} href={tieOutHref(side, answer)} />
        </div>
        <div class={`value ${tone(totals.total, side)}`}>
          <small>{company.currency}</small>
          <Figure text={totals.total} places={places} url={totals.items_url} />
        </div>
        <div class="what">{changeOf(answer) ?? `${items} · ${groups}`}</div>
      </div>
      {figures.map((figure) => (
        <div key={figure.title}>
          <div class="title">{figure.title}</div>
          <div class={`value ${tone(figure.text, side)}`}>
            <small>{company.currency}</small>
            <Figure text={figure.text} places={places} url={figure.url} />
          </div>
          <div class="what">{figure.what}</div>
        </div>
      ))}
      <div class="whole">
        <Spread amounts={totals.amounts} total={totals.total} />
      </div>
    </section>
  );
}
