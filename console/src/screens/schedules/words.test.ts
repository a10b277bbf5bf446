// @vitest-environment jsdom
import { expect, test } from "vitest";
import { chooseLocale } from "../../session/preferences";
import { cronInWords } from "./words";

test("schedules are said in words", () => {
  chooseLocale("es-PE");
  expect(cronInWords("30 6 * * *")).toBe("Cada día a las 06:30");
  expect(cronInWords("0 8 * * 1-5")).toBe("De lunes a viernes a las 08:00");
  expect(cronInWords("0 8,18 * * MON")).toBe("Cada lunes a las 08:00, 18:00");
  expect(cronInWords("*/15 * * * *")).toBe("Cada 15 minutos");
  expect(cronInWords("0 7 1 * *")).toBe("El día 1 de cada mes a las 07:00");
  chooseLocale("en");
  expect(cronInWords("5 * * * *")).toBe("Every hour at minute 05");
});

test("what has no simple words stays as it is", () => {
  expect(cronInWords("0 8 1 1 *")).toBe("0 8 1 1 *");
  expect(cronInWords("0 8 13 * 5")).toBe("0 8 13 * 5");
  expect(cronInWords("broken")).toBe("broken");
});
