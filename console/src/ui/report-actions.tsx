/** What can be done with a report as it is on the screen: link, paper, saved view, file. */
import { useState } from "preact/hooks";
import type { NewExport } from "../api/answers";
import type { List, Page } from "../api/list";
import { selectionOf } from "../api/selection";
import { count } from "../format";
import { PRINTED_ROWS } from "../grid/window";
import { Icon } from "../look/icons";
import { may } from "../session/rights";
import { type Key, t } from "../text";
import { exportOrder } from "./export-order";
import { RoleButton } from "./role-button";
import { SaveView } from "./save-view";
import { useCopy } from "./use-copy";

interface Props {
  report: NewExport["report"];
  /** The parameters of the answer. */
  parameters: object;
  rows?: number | undefined;
  /** Where the rows that are not loaded yet come from; without it all are there. */
  list?: Pick<List<Page>, "all">;
}

/** Paper has every row of the report, or none: for long reports a PDF is ordered. */
function usePrint({ rows, list }: Props, order: (format: "pdf") => void) {
  const [refusal, setRefusal] = useState<Key | null>(null);
  const [busy, setBusy] = useState(false);
  const tooMany = () => {
    if (may("operator")) order("pdf");
    else setRefusal("report.print.too-many");
  };
  const run = async () => {
    setRefusal(null);
    if (rows !== undefined && rows > PRINTED_ROWS) return tooMany();
    setBusy(true);
    const loaded = (await list?.all(PRINTED_ROWS)) ?? "all";
    setBusy(false);
    if (loaded === "too-many") return tooMany();
    if (loaded === "failed") return setRefusal("report.print.failed");
    // The rows that have just come must be drawn first.
    requestAnimationFrame(() => setTimeout(() => print()));
  };
  return { run, busy, refusal };
}

function CopyLink() {
  const copying = useCopy(() => location.href);
  if (!copying) return null;
  const title = copying.copied ? t("copied") : t("report.link");
  return (
    <button
      type="button"
      class="icon-button"
      title={title}
      aria-label={title}
      onClick={copying.copy}
    >
      <Icon name={copying.copied ? "check" : "link"} />
    </button>
  );
}

export function ReportActions(props: Props) {
  const { report, parameters, rows } = props;
  const [saving, setSaving] = useState(false);
  const selection = selectionOf(parameters);
  const order = (format?: "pdf") => {
    exportOrder.value = { report, parameters: selection, rows, ...(format ? { format } : {}) };
  };
  const paper = usePrint(props, order);
  return (
    <span class="row report-actions">
      <CopyLink />
      <button
        type="button"
        class="icon-button wide"
        title={t("report.print")}
        aria-label={t("report.print")}
        disabled={paper.busy}
        onClick={() => void paper.run()}
      >
        <Icon name="print" />
      </button>
      {paper.refusal && (
        <span class="warn" role="alert">
          {t(paper.refusal, { n: count(PRINTED_ROWS) })}
        </span>
      )}
      <button type="button" class="button" data-view onClick={() => setSaving(true)}>
        <Icon name="star" />
        {t("nav.views")}
      </button>
      <RoleButton needs="operator" onClick={() => order()} exports>
        <Icon name="file" />
        {t("report.export")}
      </RoleButton>
      {saving && (
        <SaveView report={report} parameters={selection} onClose={() => setSaving(false)} />
      )}
    </span>
  );
}
