import { useState } from "preact/hooks";
import type { Problem } from "../api/answers";
import { Icon } from "../look/icons";
import { chooseLocale, LOCALES, type Locale, locale, THEMES, theme } from "../session/preferences";
import { leave, session } from "../session/session";
import { t } from "../text";

export const LOCALE_NAMES: Record<Locale, string> = {
  "es-PE": "Español (Perú) · 1,234.50",
  "es-AR": "Español (Argentina) · 1.234,50",
  es: "Español · 1.234,50",
  en: "English · 1,234.50",
};

/** Theme and language; before sign-in, too. */
export function Preferences() {
  return (
    <>
      <label class="choice">
        <span>{t("theme")}</span>
        <select
          value={theme.value}
          onChange={(event) => {
            const chosen = THEMES.find((known) => known === event.currentTarget.value);
            theme.value = chosen ?? "system";
          }}
        >
          {THEMES.map((name) => (
            <option key={name} value={name}>
              {t(`theme.${name}`)}
            </option>
          ))}
        </select>
      </label>
      <label class="choice">
        <span>{t("locale")}</span>
        <select
          value={locale.value}
          onChange={(event) => {
            const chosen = LOCALES.find((known) => known === event.currentTarget.value);
            if (chosen) chooseLocale(chosen);
          }}
        >
          {LOCALES.map((name) => (
            <option key={name} value={name}>
              {LOCALE_NAMES[name]}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0] ?? "")
    .join("")
    .toUpperCase();
}

export function PersonMenu() {
  const present = session.value;
  const [problem, setProblem] = useState<Problem | null>(null);
  if (!present) return null;
  const name = present.principal.name ?? present.principal.id ?? "";
  return (
    <details class="person">
      <summary title={name}>
        {initials(name)} <span class="hidden-text">{t("person.menu", { name })}</span>
      </summary>
      <div class="panel menu">
        <div>
          <b>{name}</b>
          <div class="quiet">{present.person?.email}</div>
          <div class="quiet">{t(`role.${present.role}`)}</div>
        </div>
        <Preferences />
        <a class="button" href="/c/me">
          {t("nav.me")}
        </a>
        <button type="button" class="button" onClick={() => void leave().then(setProblem)}>
          <Icon name="leave" />
          {t("sign-out")}
        </button>
        {problem && (
          <p class="notice bad" role="alert">
            <b>{t("sign-out.failed")}</b> {problem.hint}
          </p>
        )}
      </div>
    </details>
  );
}
