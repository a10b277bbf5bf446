/** What can be done with a report as it is on the screen: link, paper, saved view, file. */
import { useState } from "preact/hooks";
import type { NewExport } from "../api/answers";
import { selectionOf } from "../api/selection";
import { PRINTED_ROWS } from "../grid/window";
import { Icon } from "../look/icons";
import { t } from "../text";
import { exportOrder } from "./export-order";
import { RoleButton } from "./role-button";
import { SaveView } from "./save-view";

interface Props {
  report: NewExport["report"];
  /** The parameters of the answer. */
  parameters: object;
  rows?: number | undefined;
}

function CopyLink() {
  const [copied, setCopied] = useState(false);
  if (!navigator.clipboard) return null;
  const title = copied ? t("copied") : t("report.link");
  return (
    <button
      type="button"
      class="icon-button"
      title={title}
      aria-label={title}
      onClick={() => void navigator.clipboard.writeText(location.href).then(() => setCopied(true))}
    >
      <Icon name={copied ? "check" : "link"} />
    </button>
  );
}

export function ReportActions({ report, parameters, rows }: Props) {
  const [saving, setSaving] = useState(false);
  const selection = selectionOf(parameters);
  const order = () => {
    exportOrder.value = { report, parameters: selection, rows };
  };
  return (
    <span class="row report-actions">
      <CopyLink />
      <button
        type="button"
        class="icon-button wide"
        title={t("report.print")}
        aria-label={t("report.print")}
        onClick={() => ((rows ?? 0) > PRINTED_ROWS ? order() : print())}
      >
        <Icon name="print" />
      </button>
      <button type="button" class="button" data-view onClick={() => setSaving(true)}>
        <Icon name="star" />
        {t("nav.views")}
      </button>
      <RoleButton needs="operator" onClick={order} exports>
        <Icon name="file" />
        {t("report.export")}
      </RoleButton>
      {saving && (
        <SaveView report={report} parameters={selection} onClose={() => setSaving(false)} />
      )}
    </span>
  );
}
