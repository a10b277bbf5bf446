import { t } from "../text";

const ROWS = Array.from({ length: 14 }, (_, index) => index);

/** Stands for a table while its first rows are read. */
export function Skeleton() {
  return (
    <div class="panel grid" aria-busy="true">
      <span class="hidden-text" role="status">
        {t("loading")}
      </span>
      <div class="skeleton" aria-hidden="true">
        {ROWS.map((row) => (
          <div key={row} />
        ))}
      </div>
    </div>
  );
}
