/** What the role of the person allows. The API decides; the page only says so beforehand. */
import type { Party, Session } from "../api/answers";
import { session } from "./session";

export type Role = Session["role"];

const ORDER: readonly Role[] = ["viewer", "operator", "admin"];

export function covers(role: Role, needed: Role): boolean {
  return ORDER.indexOf(role) >= ORDER.indexOf(needed);
}

export function may(needed: Role): boolean {
  const present = session.value;
  return present != null && covers(present.role, needed);
}

/** Only who asked for a file, and administrators, may fetch it. */
export function mayFetch(asker: Party): boolean {
  const present = session.value;
  if (!present) return false;
  return present.role === "admin" || (asker.id !== null && asker.id === present.principal.id);
}
