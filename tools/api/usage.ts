// What a program does with the generated types: unions are told apart by `report`, and every state
// has a text. A state that is added to the document and not here does not compile.

import createClient from "openapi-fetch";
import type { components, paths } from "./generated/schema";

type Schemas = components["schemas"];

const api = createClient<paths>({ baseUrl: "https://andina.localhost" });

const never = (value: never): never => {
  throw new Error(String(value));
};

export function exportState(state: Schemas["ExportState"]): string {
  switch (state) {
    case "requested":
      return "En cola";
    case "running":
      return "En curso";
    case "finished":
      return "Terminada";
    case "failed":
      return "Fallida";
    case "cancelled":
      return "Cancelada";
    default:
      return never(state);
  }
}

export function mirrorState(state: Schemas["Freshness"]["state"]): string {
  switch (state) {
    case "loading":
      return "Primera carga";
    case "live":
      return "Al día";
    case "stale":
      return "Atrasado";
    case "failed":
      return "Con errores";
    default:
      return never(state);
  }
}

// The variant knows its parameters.
export function sideOf(export_: Schemas["Export"]): string | undefined {
  switch (export_.report) {
    case "ageing":
    case "open-items":
      return export_.parameters.side;
    case "trial-balance":
      return export_.parameters.by ?? undefined;
    default:
      return undefined;
  }
}

export async function everyBodyWithParameters(): Promise<string> {
  const made = await api.POST("/v1/exports", {
    body: {
      report: "ageing",
      format: "xlsx",
      parameters: { side: "receivable", group_by: "salesperson", as_of: "2026-11-30" },
    },
  });
  await api.POST("/v1/saved-views", {
    body: { report: "trial-balance", name: "Nivel 2", parameters: { by: "level", digits: 2 } },
  });
  await api.POST("/v1/schedules", {
    body: {
      name: "monthly",
      cron: "0 8 1 * *",
      report: {
        report: "open-items",
        format: "pdf",
        parameters: { side: "payable", as_of: "end of last month" },
        recipients: ["ana@example.com"],
      },
    },
  });
  await api.POST("/v1/statement-runs", {
    body: { parameters: { as_of: "today", min_days_overdue: 1 } },
  });
  return made.data?.created_by.name ?? "";
}

export async function misspelt(): Promise<void> {
  await api.POST("/v1/exports", {
    // @ts-expect-error: `by` is no parameter of the ageing
    body: { report: "ageing", format: "xlsx", parameters: { side: "receivable", by: "level" } },
  });
  await api.GET("/v1/receivables/ageing", {
    // @ts-expect-error: there is no such group
    params: { query: { group_by: "moon" } },
  });
}
