import type { OpenItems } from "../../api/answers";
import { go } from "../../router";
import { FilterForm, useStaged } from "../../ui/filters";
import { FixedFilters } from "../../ui/fixed-filters";
import { MoreFilters } from "../../ui/more-filters";
import { bucketTitle } from "../ageing/bucket";
import { CATALOGUE, FILTER_NAMES, type FilterName, type ItemsView, NEEDED } from "./view";

/** They only say how `bucket` is meant. */
const SILENT: readonly FilterName[] = ["buckets", "aged_by"];
const CHOSEN: readonly string[] = CATALOGUE;
const SHOWN = FILTER_NAMES.filter((name) => !SILENT.includes(name) && !CHOSEN.includes(name));

interface Props {
  view: ItemsView;
  answer: OpenItems | undefined;
  href: (view: ItemsView) => string;
}

/** A name says more than Odoo's id; the rows of the answer know it. */
function namesOf(answer: OpenItems | undefined) {
  const row = answer?.data[0];
  return (name: string, value: string): string | undefined => {
    if (name === "bucket") return bucketTitle(value);
    if (name === "company_id") return answer?.company.name;
    return name === "salesperson_id" ? (row?.salesperson_name ?? undefined) : undefined;
  };
}

export function ItemsFilters({ view, answer, href }: Props) {
  const staged = useStaged(view, {}, (next) => go(href(next)));
  return (
    <FilterForm staged={staged}>
      <FixedFilters view={view} names={SHOWN} href={href} words={namesOf(answer)} needed={NEEDED} />
      <MoreFilters
        names={CATALOGUE}
        company={view.company_id ?? (answer && String(answer.company.id))}
        values={staged.values}
        changed={staged.changed}
        change={staged.change}
      />
    </FilterForm>
  );
}
