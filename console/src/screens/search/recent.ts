/** What was chosen in the search before; it stays in this browser. */

const KINDS = ["partner", "document", "amount", "account", "view", "page"] as const;

export interface Found {
  kind: (typeof KINDS)[number];
  title: string;
  detail: string;
  href: string;
}

const NAME = "espejo.search";
const LIMIT = 8;

function isFound(value: unknown): value is Found {
  const found = value as Partial<Found> | null;
  return (
    typeof found?.title === "string" &&
    typeof found.detail === "string" &&
    typeof found.href === "string" &&
    found.href.startsWith("/c/") &&
    KINDS.some((kind) => kind === found.kind)
  );
}

export function recent(): Found[] {
  try {
    const known: unknown = JSON.parse(localStorage.getItem(NAME) ?? "[]");
    return Array.isArray(known) ? known.filter(isFound).slice(0, LIMIT) : [];
  } catch {
    return [];
  }
}

export function remember(found: Found): void {
  const others = recent().filter(({ href }) => href !== found.href);
  localStorage.setItem(NAME, JSON.stringify([found, ...others].slice(0, LIMIT)));
}

export function forgetRecent(): void {
  localStorage.removeItem(NAME);
}

const bare = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();

/** Accents and capitals do not matter; every word must be there. */
export function matches(text: string, query: string): boolean {
  const words = bare(query).split(/\s+/).filter(Boolean);
  return words.every((word) => bare(text).includes(word));
}
