import type { SavedView } from "../../api/answers";

/** Everything of a view that a PUT replaces: what it leaves out goes back to its default. */
export function settingsOf(view: SavedView) {
  const { name, report, parameters, presentation, scope, is_default } = view;
  return { name, report, parameters, presentation, scope, is_default };
}
