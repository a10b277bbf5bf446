import type { OpenItem } from "../api/answers";

/** What the document of an open item is called. */
export const documentName = (item: OpenItem): string =>
  item.move_name ?? item.document_number ?? String(item.line_id);
