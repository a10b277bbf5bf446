import { t } from "../text";

/** Nothing was found: says so, and offers to drop the filters. */
export function Empty({ clearHref }: { clearHref: string | undefined }) {
  return (
    <section class="panel empty">
      <p>{t("empty.title")}</p>
      {clearHref && (
        <a class="button" href={clearHref}>
          {t("empty.clear")}
        </a>
      )}
    </section>
  );
}
