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
