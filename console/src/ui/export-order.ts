import { signal } from "@preact/signals";
import type { NewExport } from "../api/answers";

/** A report as it is on the screen, of which the person wants a file. */
export interface ExportOrder {
  report: NewExport["report"];
  /** Without `limit` and `cursor`: a file has every row. */
  parameters: NewExport["parameters"];
  /** How many rows the file will have, if it is known. */
  rows?: number | undefined;
  /** Suggested: paper is a PDF. */
  format?: "pdf";
}

export const exportOrder = signal<ExportOrder | null>(null);
