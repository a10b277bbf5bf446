/** The page that opens first. */
import type { Texts } from "./message";

export const overview = {
  "nav.overview": ["Resumen", "Overview"],
  "overview.title": ["Resumen", "Overview"],
  "overview.cash": ["Bancos y caja", "Banks and cash"],
  "overview.forecast": ["{amount} previsto al {day}", "{amount} expected on {day}"],
  "overview.overdue": ["Vencido por cobrar", "Overdue receivables"],
  "overview.overdue-payable": ["A proveedores:", "To vendors:"],
  "overview.since": ["{amount} desde ayer", "{amount} since the day before"],
  "overview.same": ["igual que ayer", "as the day before"],
  "overview.month": ["en el mes", "in the month"],
  "overview.effectiveness": ["CEI {percent} %", "CEI {percent} %"],
  "overview.months": ["Cobranza por mes", "Collection by month"],
  "overview.table": ["Ver las cifras", "Show the figures"],
  "overview.exports": ["Mis últimas exportaciones", "My last exports"],
  "overview.all-exports": ["Todas", "All"],
} as const satisfies Texts;
