import type { List, Page } from "../api/list";
import type { Query } from "../api/query";
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

/** Says that rows are old, or that it could not be asked whether they are. */
export function ListNotice<P extends Page>({ list }: { list: List<P> }) {
  const { outdated, unknown } = list.state.value;
  if (outdated) return <Outdated refresh={list.restart} />;
  return unknown && <span class="warn">{t("offline.note")}</span>;
}

/** The last request failed, and what is shown is from an earlier one. */
export function StaleNote({ query }: { query: Query<unknown> }) {
  if (!query.problem || query.data === null) return null;
  return (
    <p class="notice bad" role="status">
      {t("offline.note")}{" "}
      <button type="button" class="link" onClick={() => void query.again()}>
        {t("retry")}
      </button>
    </p>
  );
}
