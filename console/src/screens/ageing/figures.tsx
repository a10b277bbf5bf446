import type { Ageing } from "../../api/answers";
import { amount, count, percent } from "../../format";
import { thousandths } from "../../format/decimal";
import { Icon } from "../../look/icons";
import { t } from "../../text";
import { Figure, tone } from "../../ui/figure";
import { bucketTitle } from "./bucket";
import { Spread } from "./spread";
import type { Side } from "./view";

function Tie({ tie, places }: { tie: Ageing["tie_out"]; places: number }) {
  if (!tie) return null;
  if (tie.tied) {
    return (
      <span class="row tie ok">
        <Icon name="check" small />
        {t("ageing.tied")}
      </span>
    );
  }
  return (
    <span class="row tie warn">
      <Icon name="warn" small />
      {t("ageing.untied", { amount: amount(tie.difference, places) })}
    </span>
  );
}

interface Shown {
  title: string;
  text: string;
  url: string | undefined;
  what: string;
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
    url: undefined,
    what: t("ageing.unapplied.what"),
  };
  return [...ends, unapplied];
}

export function Figures({ answer, side }: { answer: Ageing; side: Side }) {
  const { totals, company } = answer;
  const places = company.decimal_places;
  const items = t("ageing.items", { n: count(totals.items) }, totals.items);
  const groups = t("ageing.rows", { n: count(totals.groups) }, totals.groups);
  return (
    <section class="panel figures" aria-label={t(`ageing.total.${side}`)}>
      <div>
        <div class="title">
          {t(`ageing.total.${side}`)}
          <Tie tie={answer.tie_out} places={places} />
        </div>
        <div class={`value ${tone(totals.total, side)}`}>
          <small>{company.currency}</small>
          <Figure text={totals.total} places={places} url={totals.items_url} />
        </div>
        <div class="what">
          {items} · {groups}
        </div>
      </div>
      {figuresOf(answer).map((figure) => (
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
