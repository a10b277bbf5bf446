import type { Export } from "../../api/answers";
import { Icon } from "../../look/icons";
import { mayFetch } from "../../session/rights";
import { t } from "../../text";

interface Props {
  order: Export;
  kind: "link" | "button primary";
}

/** Fetches the file; those who may not see why. */
export function Download({ order, kind }: Props) {
  if (!order.file) return null;
  const words = (
    <>
      {kind !== "link" && <Icon name="file" />}
      {t("export.download")}
    </>
  );
  const inGrid = kind === "link" ? { tabIndex: -1 } : {};
  if (!mayFetch(order.created_by)) {
    return (
      <button type="button" class={kind} disabled title={t("export.not-yours")} {...inGrid}>
        {words}
      </button>
    );
  }
  return (
    <a class={kind} href={order.file.url} download {...inGrid}>
      {words}
    </a>
  );
}
