/** What the role of the person allows. The API decides; the page only says so beforehand. */
import type { Session } from "../api/answers";
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
