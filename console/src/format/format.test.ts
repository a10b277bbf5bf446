import { describe, expect, test } from "vitest";
import {
  dayStart,
  formatDay,
  formatDuration,
  formatExact,
  formatInstant,
  formatMonth,
  formatRelative,
} from "./date";
import { difference, isNegative, isZero, parseDecimal, sum, thousandths } from "./decimal";
import { monthStep } from "./month-step";
import {
  formatAmount,
  formatBytes,
  formatCount,
  formatMeasure,
  formatPercent,
  formatPlain,
  numberStyle,
  readAmount,
} from "./number";

const amountIn = (locale: string, text: string, places = 2) =>
  formatAmount(text, places, numberStyle(locale));

describe("amounts", () => {
  test.each([
    ["es-PE", "−1,234,567.89", "1,234.50"],
    ["es-AR", "−1.234.567,89", "1.234,50"],
    ["es", "−1.234.567,89", "1.234,50"],
    ["en", "−1,234,567.89", "1,234.50"],
  ])("are written as in %s", (locale, large, small) => {
    expect(amountIn(locale, "-1234567.89")).toBe(large);
    expect(amountIn(locale, "1234.5")).toBe(small);
  });

  test("of 20 digits keep every digit", () => {
    expect(amountIn("es-PE", "12345678901234567890.12")).toBe("12,345,678,901,234,567,890.12");
    expect(amountIn("es-AR", "-99999999999999999999.99")).toBe("−99.999.999.999.999.999.999,99");
  });

  test("of zero are a dash, whatever its decimals and sign", () => {
    for (const zero of ["0", "0.00", "-0.00", "000"]) expect(amountIn("es-PE", zero)).toBe("–");
  });

  test("keep decimals beyond those of the currency", () => {
    expect(amountIn("es-PE", "1.23456")).toBe("1.23456");
    expect(amountIn("es-PE", "1000", 0)).toBe("1,000");
    expect(amountIn("es-PE", "-0.05")).toBe("−0.05");
  });

  test("go to the clipboard as numbers", () => {
    expect(formatPlain("-1234567.89", numberStyle("es-AR"))).toBe("-1234567,89");
    expect(formatPlain("1234.50", numberStyle("es-PE"))).toBe("1234.50");
    expect(formatPlain("-0.00", numberStyle("es-PE"))).toBe("0.00");
  });

  test("that are no decimals are refused", () => {
    for (const text of ["", "1e5", "1,000", "NaN", ".5"]) {
      expect(() => parseDecimal(text)).toThrow("not a decimal");
    }
  });
});

describe("exact arithmetic", () => {
  test("adds what floats cannot", () => {
    expect(sum(["0.1", "0.2"])).toBe("0.3");
    expect(sum(["99999999999999999999.99", "0.01"])).toBe("100000000000000000000.00");
    expect(sum(["-0.05", "0.02"])).toBe("-0.03");
    expect(sum(["5", "7"])).toBe("12");
    expect(sum([])).toBe("0");
  });

  test("rounds shares half away from zero", () => {
    expect(thousandths("59225236.17", "71687314.69")).toBe(826);
    expect(thousandths("0.5", "1000")).toBe(1);
    expect(thousandths("-0.5", "1000")).toBe(-1);
    expect(thousandths("1", "0.00")).toBeNull();
  });

  test("knows signs", () => {
    expect(isNegative("-0.01")).toBe(true);
    expect(isNegative("-0.00")).toBe(false);
    expect(isZero("0.10")).toBe(false);
  });
});

describe("counts and shares", () => {
  test("use the same marks as amounts", () => {
    expect(formatCount(1433, numberStyle("es"))).toBe("1.433");
    expect(formatCount(-12, numberStyle("en"))).toBe("−12");
    expect(formatPercent(826, numberStyle("es-AR"))).toBe("82,6 %");
    expect(formatPercent(5, numberStyle("en"))).toBe("0.5 %");
    expect(formatPercent(-1234, numberStyle("en"))).toBe("−123.4 %");
  });
});

describe("dates", () => {
  const now = new Date("2026-11-30T14:41:20Z");

  test("are days of the books, whatever the browser's zone", () => {
    expect(formatDay("2026-11-05", "es-PE")).toBe("05/11/2026");
    expect(formatDay("2026-11-05", "en")).toBe("5 Nov 2026");
    expect(formatDay("2026-09-05", "en")).toBe("5 Sep 2026");
    expect(formatMonth("2026-11", "en")).toBe("Nov 2026");
    expect(formatMonth("2026-11", "es-PE")).toContain("2026");
  });

  test("of instants are in the tenant's zone, with the day unless it is today", () => {
    expect(formatInstant("2026-11-30T14:30:00Z", "es-PE", "America/Lima", now)).toBe("09:30");
    expect(formatInstant("2026-11-30T03:30:00Z", "es-PE", "America/Lima", now)).toBe(
      "29/11/2026 22:30",
    );
  });

  test("are exact in the tenant's zone and in UTC", () => {
    const exact = formatExact("2026-11-30T14:41:20Z", "es-PE", "America/Lima");
    expect(exact).toMatch(/09:41:20|9:41:20/);
    expect(exact).toMatch(/2026-11-30 14:41:20 UTC$/);
  });

  test("say how long ago", () => {
    expect(formatRelative("2026-11-30T14:40:48Z", "es-PE", now)).toMatch(/32 s/);
    expect(formatRelative("2026-11-30T14:43:20Z", "en", now)).toMatch(/2\s?min/);
    expect(formatRelative("2026-11-30T14:41:20Z", "es-PE", now)).toMatch(/^hace 0\s?s/);
    expect(formatDuration(45)).toBe("45 s");
    expect(formatDuration(720)).toBe("12 min");
    expect(formatDuration(10_800)).toBe("3 h");
  });
});

describe("what a person writes", () => {
  const readIn = (locale: string, text: string) => readAmount(text, numberStyle(locale));

  test("is read with the marks of the locale", () => {
    expect(readIn("es-PE", "1,234.50")).toBe("1234.50");
    expect(readIn("es-AR", "-1.234.567,89")).toBe("-1234567.89");
    expect(readIn("es-AR", " 1500 ")).toBe("1500");
    expect(readIn("en", "−20")).toBe("-20");
  });

  test("is refused if it could mean something else", () => {
    expect(readIn("es-PE", "1180,50")).toBeNull();
    expect(readIn("es-AR", "1180.50")).toBeNull();
    expect(readIn("es-PE", "12,34")).toBeNull();
    expect(readIn("es-PE", "mil")).toBeNull();
  });

  test("comes back as it was", () => {
    const style = numberStyle("es-AR");
    expect(readAmount(formatPlain("-98765.43", style), style)).toBe("-98765.43");
  });
});

describe("measures", () => {
  test.each([
    ["61.4", "61,4"],
    ["82.64", "82,6"],
    ["82.65", "82,7"],
    ["-82.65", "−82,7"],
    ["1234.96", "1.235,0"],
    ["7", "7,0"],
    ["0.00", "0,0"],
    ["-0.04", "0,0"],
  ])("have one place, and zero is a number: %s", (text, shown) => {
    expect(formatMeasure(text, numberStyle("es-AR"))).toBe(shown);
  });

  test("of files have a unit", () => {
    expect(formatBytes(532, numberStyle("es-PE"))).toBe("532 B");
    expect(formatBytes(48_120, numberStyle("es-PE"))).toBe("48.1 kB");
    expect(formatBytes(1_234_567, numberStyle("es-AR"))).toBe("1,2 MB");
  });

  test("of change are exact", () => {
    expect(difference("0.30", "0.1")).toBe("0.20");
    expect(difference("100000000000000000.01", "0.02")).toBe("99999999999999999.99");
  });
});

test("months are stepped through whole, over the end of a year, too", () => {
  expect(monthStep("2026-03-31", -1)).toEqual({ first: "2026-02-01", last: "2026-02-28" });
  expect(monthStep("2026-12-15", 1)).toEqual({ first: "2027-01-01", last: "2027-01-31" });
});

describe("a day of the tenant", () => {
  test.each([
    ["America/Lima", "2026-11-05", 0, "2026-11-05T05:00:00.000Z"],
    ["America/Lima", "2026-11-05", 1, "2026-11-06T05:00:00.000Z"],
    ["Asia/Kolkata", "2026-12-31", 1, "2026-12-31T18:30:00.000Z"],
    // The clock goes back on this day, which has 25 hours.
    ["Europe/Berlin", "2026-10-25", 0, "2026-10-24T22:00:00.000Z"],
    ["Europe/Berlin", "2026-10-25", 1, "2026-10-25T23:00:00.000Z"],
  ])("begins in %s on %s + %i at its own midnight", (zone, day, days, instant) => {
    expect(dayStart(day, zone, days)).toBe(instant);
  });
});
