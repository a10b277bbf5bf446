/** Notes about partners and documents. */
import type { Texts } from "./message";

export const notes = {
  "notes.title": ["Notas", "Notes"],
  "notes.none": ["Todavía no hay notas.", "There are no notes yet."],
  "note.latest": ["Última nota", "Latest note"],
  "note.promise": ["Prometido", "Promised"],
  "note.about": ["Nueva nota: {name}", "New note: {name}"],
  "note.saved": ["La nota está guardada.", "The note is saved."],
  "note.new": ["Nueva nota", "New note"],
  "note.text": ["Nota", "Note"],
  "note.promise-day": ["Promete pagar el", "Promised for"],
  "note.promise-amount": ["Importe prometido", "Promised amount"],
  "note.promised": ["Promete pagar el {day}", "Promised for {day}"],
  "note.changed": ["cambiada {at}", "changed {at}"],
  "note.remove": ["Borrar 1 nota", "Delete 1 note"],
  "note.remove.title": ["¿Borrar la nota?", "Delete the note?"],
  "note.remove.what": [
    "Deja de verse para todos. No se puede deshacer.",
    "Nobody sees it any more. This cannot be undone.",
  ],
  "keys.note-row": [
    "Nota sobre el cliente, proveedor o documento de la fila",
    "Note about the customer, vendor or document of the row",
  ],
  "keys.note": ["Nueva nota", "New note"],
} as const satisfies Texts;
