/** What a person chose for this browser. It applies before sign-in, too. */
import { computed, effect, signal } from "@preact/signals";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const LOCALES = ["es-PE", "es-AR", "es", "en"] as const;
export type Locale = (typeof LOCALES)[number];

export const DENSITIES = ["compact", "normal", "comfortable"] as const;
export type Density = (typeof DENSITIES)[number];

function remembered<T extends string>(name: string, known: readonly T[]): T | null {
  const text = localStorage.getItem(`espejo.${name}`);
  return known.find((value) => value === text) ?? null;
}

function remember(name: string, value: string | null): void {
  if (value === null) localStorage.removeItem(`espejo.${name}`);
  else localStorage.setItem(`espejo.${name}`, value);
}

export const theme = signal<Theme>(remembered("theme", THEMES) ?? "system");
export const density = signal<Density>(remembered("density", DENSITIES) ?? "normal");
const chosenLocale = signal<Locale | null>(remembered("locale", LOCALES));
/** The locale of the person, or of the tenant before sign-in. */
export const givenLocale = signal<string | null>(null);
export const shortcuts = signal(remembered("shortcuts", ["off"]) !== "off");
/** The company that the person looked at last: where links of the navigation lead. */
export const company = signal<string | null>(localStorage.getItem("espejo.company"));
export const zone = signal("UTC");

/** A saved view may ask for another density than that of the person. */
export const viewDensity = signal<Density | null>(null);
const shownDensity = computed(() => viewDensity.value ?? density.value);

const ROW_HEIGHTS: Record<Density, number> = { compact: 24, normal: 28, comfortable: 36 };
/** Pixels of a table's row; `grid.css` has the same heights. */
export const rowHeight = computed(() => ROW_HEIGHTS[shownDensity.value]);

/** The nearest of our locales: `es-CL` is written as `es`. */
export function nearest(text: string): Locale {
  const whole = LOCALES.find((known) => known === text);
  return whole ?? (text.startsWith("en") ? "en" : "es");
}

export const locale = computed<Locale>(
  () => chosenLocale.value ?? nearest(givenLocale.value ?? navigator.language),
);
export const language = computed<"es" | "en">(() => (locale.value === "en" ? "en" : "es"));

export function chooseLocale(value: Locale): void {
  chosenLocale.value = value;
}

effect(() => {
  if (theme.value === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme.value;
  remember("theme", theme.value === "system" ? null : theme.value);
});
effect(() => {
  document.documentElement.dataset.density = shownDensity.value;
});
effect(() => {
  remember("density", density.value === "normal" ? null : density.value);
});
effect(() => remember("locale", chosenLocale.value));
effect(() => remember("shortcuts", shortcuts.value ? null : "off"));
effect(() => remember("company", company.value));
effect(() => {
  document.documentElement.lang = locale.value;
});
