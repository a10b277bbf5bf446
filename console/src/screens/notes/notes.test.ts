// @vitest-environment jsdom
import { expect, test } from "vitest";
import { chooseLocale } from "../../session/preferences";
import { noteOf } from "./form";

const EMPTY = { text: " Llamé. ", day: "", amount: " ", currency: "PEN" };

test("a note without a promise names no currency", () => {
  expect(noteOf(EMPTY)).toEqual({ text: "Llamé." });
});

test("a promised amount is read as the person writes amounts", () => {
  chooseLocale("es-AR");
  expect(noteOf({ ...EMPTY, day: "2027-01-15", amount: "1.180,50" })).toEqual({
    text: "Llamé.",
    promise_date: "2027-01-15",
    promise_amount: "1180.50",
    promise_currency: "PEN",
  });
});
