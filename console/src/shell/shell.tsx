import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { followEvents } from "../api/stream";
import { Brand, Icon } from "../look/icons";
import { place } from "../router";
import { viewDensity } from "../session/preferences";
import { session } from "../session/session";
import { t } from "../text";
import { Toasts } from "../ui/toast";
import { densityHere } from "../ui/view-href";
import { KeyboardHelp } from "./keyboard-help";
import { Layers } from "./layers";
import { entryOf, navigation } from "./navigation";
import { PersonMenu } from "./person-menu";
import { SearchButton } from "./search-button";
import { listenForShortcuts } from "./shortcuts";
import { Stamp } from "./stamp";

function Navigation() {
  const entries = navigation();
  const here = entryOf(entries, place.value.path);
  const sections = [...new Set(entries.map((entry) => entry.section))];
  return (
    <>
      {sections.map((section) => (
        <section key={section}>
          <h2>{t(section)}</h2>
          {entries
            .filter((entry) => entry.section === section)
            .map((entry) => (
              <a
                key={entry.path}
                href={entry.path}
                class={entry === here ? "on" : ""}
                {...(entry === here ? { "aria-current": "page" } : {})}
              >
                <Icon name={entry.icon} />
                {t(entry.title)}
              </a>
            ))}
        </section>
      ))}
    </>
  );
}

/** Another screen: the menu of a phone closes, and the focus goes to the new content. */
function useScreenChange(path: string) {
  const menu = useRef<HTMLDetailsElement>(null);
  const content = useRef<HTMLElement>(null);
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    if (menu.current) menu.current.open = false;
    content.current?.focus({ preventScroll: true });
  }, [path]);
  return { menu, content };
}

export function Shell({ children }: { children: ComponentChildren }) {
  useEffect(listenForShortcuts, []);
  useEffect(followEvents, []);
  const asked = densityHere();
  useEffect(() => {
    viewDensity.value = asked;
  }, [asked]);
  const { menu, content } = useScreenChange(place.value.path);
  return (
    <div class="app">
      <a class="skip" href="#content">
        {t("skip")}
      </a>
      <nav class="side" aria-label={t("nav.label")}>
        <div class="brand">
          <Brand />
          Espejo
        </div>
        <Navigation />
      </nav>
      <header class="top">
        <details class="phone-menu" ref={menu}>
          <summary aria-label={t("menu")}>
            <Icon name="menu" />
          </summary>
          <nav class="side" aria-label={t("nav.label")}>
            <Navigation />
          </nav>
        </details>
        <b class="tenant">{session.value?.tenant.name}</b>
        <SearchButton />
        <Stamp />
        <PersonMenu />
      </header>
      <main id="content" tabIndex={-1} ref={content}>
        {children}
      </main>
      <KeyboardHelp />
      <Layers />
      <Toasts />
    </div>
  );
}
