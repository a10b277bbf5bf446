/** Asks for a file of the report on the screen, and stays until it can be fetched. */
import { useState } from "preact/hooks";
import { useAct } from "../../api/act";
import type { Export, NewExport } from "../../api/answers";
import { client } from "../../api/client";
import { refreshAnswers, useQuery } from "../../api/query";
import { bytes, count } from "../../format";
import { locale } from "../../session/preferences";
import { t } from "../../text";
import { ActProblem } from "../../ui/act-problem";
import { Dialog } from "../../ui/dialog";
import { type ExportOrder, exportOrder } from "../../ui/export-order";
import { type Format, useFormats } from "../../ui/formats";
import { Select } from "../../ui/inputs";
import { Download } from "./download";
import { ExportProgress } from "./progress";

/** Without events it is asked for this often. */
const RUNNING_SECONDS = 3;

function close(): void {
  exportOrder.value = null;
}

function Made({ given }: { given: Export }) {
  const order = useQuery<Export>(`/v1/exports/${given.id}`, RUNNING_SECONDS).data ?? given;
  return (
    <div class="form">
      {order.state === "finished" && order.file ? (
        <>
          <p class="notice good" role="status">
            {t("export.ready", {
              rows: count(order.rows_written),
              size: bytes(order.file.size_bytes),
            })}
          </p>
          <div class="ways">
            <Download order={order} kind="button primary" />
            <a class="button" href="/c/exports" onClick={close}>
              {t("export.centre")}
            </a>
          </div>
        </>
      ) : order.state === "failed" || order.state === "cancelled" ? (
        <p class="notice bad" role="alert">
          {order.failure ? t(`export-failure.${order.failure.reason}`) : t(`export.${order.state}`)}
        </p>
      ) : (
        <>
          <ExportProgress order={order} />
          <p class="quiet">{t("export.leave")}</p>
          <div class="ways">
            <a class="button" href="/c/exports" onClick={close}>
              {t("export.centre")}
            </a>
          </div>
        </>
      )}
    </div>
  );
}

export function ExportDialog() {
  const order = exportOrder.value;
  return order ? <Order order={order} /> : null;
}

function Order({ order }: { order: ExportOrder }) {
  const [wanted, setWanted] = useState<string>(order.format ?? "xlsx");
  const formats = useFormats(order.report);
  const format: Format = formats.find(([name]) => name === wanted)?.[0] ?? "xlsx";
  const [made, setMade] = useState<Export | null>(null);
  const act = useAct(
    (body: NewExport, key: string) =>
      client.POST("/v1/exports", { body, params: { header: { "Idempotency-Key": key } } }),
    (answer) => {
      refreshAnswers("/v1/exports");
      setMade(answer);
    },
  );
  const submit = (event: Event) => {
    event.preventDefault();
    const { report, parameters } = order;
    void act.run({ report, parameters, format, locale: locale.value } as NewExport);
  };
  return (
    <Dialog title={t("export.title", { report: t(`report.${order.report}`) })} onClose={close}>
      {made ? (
        <Made given={made} />
      ) : (
        <form class="form" onSubmit={submit}>
          <Select
            label={t("export.format")}
            value={format}
            hint={t(`format.${format}.hint`)}
            choices={formats}
            onValue={setWanted}
          />
          <p class="quiet">
            {order.rows === undefined
              ? t("export.all-rows")
              : t("export.so-many-rows", { n: count(order.rows) }, order.rows)}
          </p>
          <ActProblem problem={act.problem} />
          <div class="ways">
            <button type="submit" class="button primary" disabled={act.busy}>
              {t("report.export")}
            </button>
            <button type="button" class="button" onClick={close}>
              {t("cancel")}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
