import { Icon } from "../look/icons";
import { t } from "../text";
import { searchOpen } from "./shortcuts";

export function SearchButton() {
  return (
    <button
      type="button"
      class="search-button"
      onClick={() => {
        searchOpen.value = true;
      }}
    >
      <Icon name="search" />
      <span class="hidden-text">{t("search")}: </span>
      <span class="wide">{t("search.what")}</span>
      <kbd class="wide">/</kbd>
    </button>
  );
}
