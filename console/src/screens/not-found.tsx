import { t } from "../text";
import { useTitle } from "../ui/use-title";

export function NotFound() {
  useTitle(t("not-found"));
  return (
    <>
      <div class="head">
        <h1>{t("not-found")}</h1>
      </div>
      <p class="quiet">{t("not-found.detail")}</p>
      <p>
        <a class="link" href="/c/receivables">
          {t("not-found.back")}
        </a>
      </p>
    </>
  );
}
