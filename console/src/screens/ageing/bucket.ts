import type { Bucket, OpenItem } from "../../api/answers";
import { month } from "../../format";
import { t } from "../../text";

export function bucketTitle(key: string): string {
  if (key === "not_due" || key === "current") return t(`bucket.${key}`);
  const over = /^over-(\d+)$/.exec(key)?.[1];
  if (over) return t("bucket.over", { days: over });
  const before = /^before-(\d{4}-\d{2})$/.exec(key)?.[1];
  if (before) return t("bucket.before", { month: month(before) });
  if (/^\d{4}-\d{2}$/.test(key)) return month(key);
  return key.replace("-", "–");
}

/** The colour of a bucket: six steps from not due to oldest, however many buckets there are. */
export function bucketTone(index: number, buckets: number): number {
  return buckets <= 1 ? 0 : Math.round((index * 5) / (buckets - 1));
}

/** In which bucket an open item is; ISO days compare as text. */
export function bucketOf(
  item: Pick<OpenItem, "due_date" | "invoice_date" | "date">,
  buckets: readonly Bucket[],
  agedBy: "due_date" | "invoice_date",
): number {
  const day = agedBy === "due_date" ? item.due_date : (item.invoice_date ?? item.date);
  return buckets.findIndex(
    ({ first_day: first, last_day: last }) =>
      (first === null || day >= first) && (last === null || day <= last),
  );
}
