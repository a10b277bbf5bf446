// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import type { Schema } from "../../api/answers";
import { chooseLocale, zone } from "../../session/preferences";
import { noteColumns, notesHref, wholeNote } from "./columns";

const note: Schema<"LatestNote"> = {
  id: "0197a1b2-0000-7000-8000-000000000001",
  url: "/v1/notes/0197a1b2-0000-7000-8000-000000000001",
  object: "/v1/partners/7",
  text: "Llamó Ana: paga la mitad el viernes.",
  promise_date: "2027-01-15",
  promise_amount: "1180.50",
  promise_currency: "PEN",
  created_at: "2026-11-22T15:04:05Z",
  created_by: { id: "0197a1b2c3d4", kind: "person", name: "Ana Quispe" },
};

describe("the latest note of a row", () => {
  test("leads to the notes of its partner, or to its document over the page", () => {
    expect(notesHref("/v1/partners/7", 2)).toBe("/c/partners/7?company_id=2&tab=notes");
    expect(notesHref("/v1/documents/130", 2)).toMatch(/[?&]doc=130$/);
  });

  test("is said whole, with the promise, who wrote it and when", () => {
    chooseLocale("es-PE");
    zone.value = "America/Lima";
    expect(wholeNote(note)).toBe(
      "Llamó Ana: paga la mitad el viernes.\n" +
        "Promete pagar el 15/01/2027 · PEN 1,180.50\n" +
        "Ana Quispe · 22/11/2026 10:04",
    );
    expect(wholeNote({ ...note, promise_date: null })).not.toContain("Promete");
  });

  test("is copied with its promise; a row without a note gives nothing", () => {
    const [latest, promised] = noteColumns((row: typeof note | null) => row, 2);
    expect(latest.value(note)).toEqual({ kind: "text", text: note.text });
    expect(promised.value(note)).toEqual({ kind: "text", text: "15/01/2027 · PEN 1,180.50" });
    expect([latest.value(null), promised.value(null)]).toEqual([null, null]);
    expect([latest.cell(null), promised.cell(null)]).toEqual([null, null]);
  });
});
