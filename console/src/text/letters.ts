/** The mail to a customer before a statement run, and a test of it. */
import { addTexts } from ".";
import type { Texts } from "./message";

export const letters = {
  "letter.see": ["Ver el correo", "See the mail"],
  "letter.short": ["Correo", "Mail"],
  "letter.title": ["Correo al cliente", "Mail to the customer"],
  "letter.to": ["Para", "To"],
  "letter.nobody": ["Nadie", "Nobody"],
  "letter.reply-to": ["Respuestas a", "Replies to"],
  "letter.subject": ["Asunto", "Subject"],
  "letter.attachments": ["Adjuntos", "Attachments"],
  "letter.test": ["Enviar prueba", "Send a test"],
  "letter.test.address": ["Dirección de prueba", "Test address"],
  "letter.test.what": [
    "El cliente no recibe nada, y no cuenta como enviado.",
    "The customer gets nothing, and it does not count as sent.",
  ],
  "letter.test.sent": ["La prueba va en camino a {to}.", "The test is on its way to {to}."],
} as const satisfies Texts;

addTexts(letters);
