import { monthStep } from "../format/month-step";
import { Icon } from "../look/icons";
import { t } from "../text";

interface Props {
  /** The last day that is shown. */
  last: string;
  href: (first: string, last: string) => string;
}

/** To the month before and after; the keys `[` and `]` press them. */
export function MonthSteps({ last, href }: Props) {
  const before = monthStep(last, -1);
  const after = monthStep(last, 1);
  return (
    <span class="row steps">
      <a
        class="icon-button"
        data-month="["
        href={href(before.first, before.last)}
        title={t("month.before")}
        aria-label={t("month.before")}
      >
        <Icon name="left" />
      </a>
      <a
        class="icon-button"
        data-month="]"
        href={href(after.first, after.last)}
        title={t("month.after")}
        aria-label={t("month.after")}
      >
        <Icon name="right" />
      </a>
    </span>
  );
}
