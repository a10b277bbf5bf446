import { connected } from "../api/connection";
import type { List, Page } from "../api/list";
import type { Query } from "../api/query";
import { age } from "../format";
import { t } from "../text";

/** Offers new rows, so that they never move under the pointer by themselves. */
export function Outdated({ refresh }: { refresh: () => void }) {
  return (
    <span class="row" role="status">
      {t("changed.label")} ·{" "}
      <button type="button" class="link" onClick={refresh}>
        {t("refresh")}
      </button>
    </span>
  );
}

/** The answer on the screen is from an earlier request. */
export const ageNote = (answeredAt: string): string => t("offline.note", { age: age(answeredAt) });

/** Says that rows are old, or that it could not be asked whether they are. */
export function ListNotice<P extends Page>({ list }: { list: List<P> }) {
  const { outdated, unknown, answeredAt } = list.state.value;
  if (!connected.value || (unknown && !outdated)) {
    return answeredAt && <span class="warn">{ageNote(answeredAt)}</span>;
  }
  return outdated ? <Outdated refresh={list.restart} /> : null;
}

/** The last request failed, and what is shown is from an earlier one. */
export function StaleNote({ query }: { query: Query<unknown> }) {
  const { problem, answeredAt } = query;
  if (answeredAt === null || (!problem && connected.value)) return null;
  return (
    <p class="notice bad" role="status">
      {ageNote(answeredAt)}{" "}
      <button type="button" class="link" onClick={() => void query.again()}>
        {t("retry")}
      </button>
    </p>
  );
}
