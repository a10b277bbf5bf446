// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import type { Ageing, AgeingRow, Bucket } from "../../api/answers";
import { chooseLocale } from "../../session/preferences";
import { bucketOf, bucketTitle, bucketTone } from "./bucket";
import { tableRows } from "./rows";

const buckets: Bucket[] = [
  { key: "not_due", first_day: "2026-11-30", last_day: null },
  { key: "1-30", first_day: "2026-10-31", last_day: "2026-11-29" },
  { key: "over-30", first_day: null, last_day: "2026-10-30" },
];

const item = { due_date: "2026-10-31", invoice_date: null, date: "2026-09-01" };

describe("an open item", () => {
  test("is in the bucket of its day", () => {
    expect(bucketOf(item, buckets, "due_date")).toBe(1);
    expect(bucketOf({ ...item, due_date: "2027-01-01" }, buckets, "due_date")).toBe(0);
    expect(bucketOf({ ...item, due_date: "2026-10-30" }, buckets, "due_date")).toBe(2);
  });

  test("ages from its accounting date if it has no invoice date", () => {
    expect(bucketOf(item, buckets, "invoice_date")).toBe(2);
  });
});

describe("buckets", () => {
  test("are named in the person's language", () => {
    chooseLocale("es-PE");
    expect(bucketTitle("not_due")).toBe("No vencido");
    expect(bucketTitle("1-30")).toBe("1–30");
    expect(bucketTitle("over-90")).toBe("Más de 90");
    chooseLocale("en");
    expect(bucketTitle("over-90")).toBe("Over 90");
    expect(bucketTitle("2026-11")).toBe("Nov 2026");
    expect(bucketTitle("before-2026-08")).toBe("Before Aug 2026");
  });

  test("use the whole scale of colours", () => {
    expect([0, 1, 2, 3].map((index) => bucketTone(index, 4))).toEqual([0, 2, 3, 5]);
    expect(bucketTone(0, 1)).toBe(0);
  });
});

describe("rows of the table", () => {
  const group = (id: number | null): AgeingRow => ({
    id,
    name: null,
    code: null,
    items: 1,
    amounts: [],
    total: "0",
    unapplied: "0",
    overdue: "0",
    overdue_percent: null,
    share_percent: null,
    bucket_urls: [],
    amounts_currency: [],
    compared: null,
    latest_note: null,
    currency: null,
    overdue_currency: null,
    overdue_items_url: null,
    total_currency: null,
    unapplied_items_url: null,
    items_url: id === null ? null : `/v1/receivables/open-items?partner_ids=${id}`,
  });
  const page = { data: [group(7), group(null)] } as unknown as Ageing;

  test("show that items of an unfolded row are loading", () => {
    const rows = tableRows([page], new Set(["7"]), () => undefined);
    expect(rows.map((row) => row.kind)).toEqual(["group", "loading", "group"]);
  });

  test("cannot unfold a row without a URL", () => {
    const rows = tableRows([page], new Set(["none"]), () => undefined);
    expect(rows.map((row) => row.kind)).toEqual(["group", "group"]);
  });
});
