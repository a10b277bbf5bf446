/** What a cell gives to the clipboard. Amounts stay numbers and codes keep their zeros. */
import { formatPlain, type NumberStyle } from "../format/number";

export type Value =
  | { kind: "text"; text: string }
  /** Digits that are no number: tax ids, document numbers. */
  | { kind: "code"; text: string }
  /** Null if it is not known of which currency it is. */
  | { kind: "amount"; text: string; currency: string | null }
  /** A number that is no money, so it is not added up with amounts. */
  | { kind: "count"; text: string }
  | { kind: "day"; text: string }
  | { kind: "instant"; text: string };

export interface Writing {
  style: NumberStyle;
  day: (day: string) => string;
  instant: (instant: string) => string;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (mark) => ENTITIES[mark] ?? mark);

function plainText(value: Value | null, writing: Writing): string {
  if (value === null) return "";
  if (value.kind === "amount" || value.kind === "count") {
    return formatPlain(value.text, writing.style);
  }
  if (value.kind === "day") return writing.day(value.text);
  if (value.kind === "instant") return writing.instant(value.text);
  return value.text.replace(/[\t\r\n]+/g, " ");
}

export function toPlain(rows: readonly (readonly (Value | null)[])[], writing: Writing): string {
  return rows.map((row) => row.map((value) => plainText(value, writing)).join("\t")).join("\n");
}

function htmlCell(value: Value | null, writing: Writing): string {
  const text = escapeHtml(plainText(value, writing));
  // Without this format Excel drops leading zeros and rounds codes of more than 15 digits.
  if (value?.kind === "code") return `<td style='mso-number-format:"\\@"'>${text}</td>`;
  if (value?.kind === "amount" || value?.kind === "count")
    return `<td x:num="${value.text}">${text}</td>`;
  return `<td>${text}</td>`;
}

export function toHtml(rows: readonly (readonly (Value | null)[])[], writing: Writing): string {
  const body = rows
    .map((row) => `<tr>${row.map((value) => htmlCell(value, writing)).join("")}</tr>`)
    .join("");
  const namespace = 'xmlns:x="urn:schemas-microsoft-com:office:excel"';
  return `<html ${namespace}><body><table>${body}</table></body></html>`;
}
