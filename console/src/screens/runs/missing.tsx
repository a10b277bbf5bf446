/** The rows that a run misses in Odoo: what a decision would remove. */
import type { Schema } from "../../api/answers";
import { useLive } from "../../api/live";
import { textColumn } from "../../grid/kinds";
import { place } from "../../router";
import { codec, text } from "../../router/codec";
import { t } from "../../text";
import "../../text/operations";
import { useCompanyNames } from "../../ui/company-checks";
import { ScreenHead } from "../../ui/head";
import { LiveTable } from "../../ui/live-table";
import { useModelLabels } from "../../ui/model-label";
import { OdooLink } from "../../ui/odoo-link";

type Row = Schema<"MissingRow">;

const viewCodec = codec({ model: text });

export function MissingRowsScreen({ id }: { id: string }) {
  const view = viewCodec.read(place.value.search);
  const namesOf = useCompanyNames();
  const labelOf = useModelLabels();
  const url = `/v1/sync-runs/${id}/missing-rows${viewCodec.write(view)}`;
  const live = useLive<Row>(url, (row) => `${row.model}/${row.record_id}`, 60);
  const columns = [
    textColumn<Row>("name", t("runs.record"), 320, (row) => row.record_name, {
      tone: () => "name",
      cell: (row) => (
        <OdooLink url={row.odoo_url}>{row.record_name ?? `#${row.record_id}`}</OdooLink>
      ),
    }),
    textColumn<Row>("model", t("model.column"), 240, (row) => labelOf(row.model)),
    textColumn<Row>("id", t("runs.record-id"), 130, (row) => String(row.record_id), {
      code: true,
    }),
    textColumn<Row>("company", t("filter.company_id"), 260, (row) =>
      row.company_id === null ? null : namesOf([row.company_id]),
    ),
  ];
  return (
    <>
      <ScreenHead title={t("alarm.rows")} back={{ href: `/c/runs/${id}`, title: t("alarm.run") }} />
      <LiveTable
        label={t("alarm.rows")}
        live={live}
        columns={columns}
        rowKey={(row) => `${row.model}/${row.record_id}`}
        empty={<p>{t("runs.missing.none")}</p>}
      />
    </>
  );
}
