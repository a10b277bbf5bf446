import { useEffect, useRef } from "preact/hooks";
import { shortcuts } from "../session/preferences";
import { type Key, t } from "../text";
import { navigation } from "./navigation";
import { helpOpen } from "./shortcuts";

const GROUPS: readonly { title: Key; keys: readonly (readonly [string, Key])[] }[] = [
  {
    title: "keys.everywhere",
    keys: [
      ["?", "keys.help"],
      ["/", "keys.search"],
      ["Esc", "keys.back"],
    ],
  },
  {
    title: "keys.filters",
    keys: [
      ["f", "keys.focus-filters"],
      ["d", "keys.day"],
      ["[ ]", "keys.month"],
      ["Ctrl Enter", "keys.apply"],
      ["x", "keys.export"],
      ["v", "keys.view"],
      ["n", "keys.note"],
    ],
  },
  {
    title: "keys.grid",
    keys: [
      ["← ↑ → ↓", "keys.move"],
      ["Home End", "keys.ends"],
      ["PgUp PgDn", "keys.page"],
      ["→ ←", "keys.fold"],
      ["Shift →", "keys.unfold-all"],
      ["Enter", "keys.open"],
      ["o", "keys.odoo"],
      ["n", "keys.note-row"],
      ["Shift ← ↑ → ↓", "keys.select"],
      ["Ctrl A", "keys.select-all"],
      ["Ctrl C", "keys.copy"],
      ["Ctrl Shift C", "keys.copy-titles"],
    ],
  },
];

export function KeyboardHelp() {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = helpOpen.value;
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      class="help"
      aria-labelledby="help-title"
      onClose={() => {
        helpOpen.value = false;
      }}
    >
      <div class="inside">
        <h2 id="help-title">{t("keys.title")}</h2>
        <div class="groups">
          {GROUPS.map((group) => (
            <section key={group.title}>
              <h3>{t(group.title)}</h3>
              <dl>
                {group.title === "keys.everywhere" &&
                  navigation()
                    .filter((entry) => entry.key)
                    .map((entry) => (
                      <div key={entry.path}>
                        <dt>
                          <kbd>g</kbd>
                          <kbd>{entry.key}</kbd>
                        </dt>
                        <dd>{t(entry.title)}</dd>
                      </div>
                    ))}
                {group.keys.map(([keys, what]) => (
                  <div key={what}>
                    <dt>
                      {keys.split(" ").map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </dt>
                    <dd>{t(what)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <div class="foot">
          <label class="row">
            <input
              type="checkbox"
              checked={shortcuts.value}
              onChange={(event) => {
                shortcuts.value = event.currentTarget.checked;
              }}
            />
            {t("keys.enabled")}
          </label>
          <form method="dialog">
            <button type="submit" class="button">
              {t("close")}
            </button>
          </form>
        </div>
      </div>
    </dialog>
  );
}
