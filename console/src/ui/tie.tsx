import type { Ageing } from "../api/answers";
import { amount } from "../format";
import { Icon } from "../look/icons";
import { pageOf } from "../router/pages";
import { t } from "../text";

interface TieProps {
  tie: Ageing["tie_out"];
  places: number;
  /** The comparison with the ledger; its causes are there if the two differ. */
  href: string;
}

/** Whether a report has the same balance as the ledger accounts. */
export function Tie({ tie, places, href }: TieProps) {
  if (!tie) return null;
  const tieHref = pageOf(tie.differences_url) ?? href;
  if (tie.tied) {
    return (
      <a class="row tie ok" href={tieHref}>
        <Icon name="check" small />
        {t("ageing.tied")}
      </a>
    );
  }
  return (
    <a class="row tie warn" href={tieHref}>
      <Icon name="warn" small />
      {t("ageing.untied", { amount: amount(tie.difference, places) })}
    </a>
  );
}
