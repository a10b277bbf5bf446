/** Links and buttons in a cell, and how the keyboard gets into them and out again. */

/** Without the caret, which the arrow keys press. */
function controlsOf(cell: Element): HTMLElement[] {
  return [...cell.querySelectorAll<HTMLElement>("a, button:not(:disabled)")].filter(
    (control) => !control.classList.contains("caret"),
  );
}

/** Enter on a cell: its only control does its act, the first of several takes the focus. */
export function enterCell(cell: Element | null): boolean {
  if (!cell) return false;
  const controls = controlsOf(cell);
  const [first] = controls;
  if (controls.length > 1) first?.focus();
  else (first ?? cell.querySelector<HTMLElement>(".caret"))?.click();
  return first !== undefined || cell.querySelector(".caret") !== null;
}

/** F2: the first control of the cell takes the focus. */
export function focusControl(cell: Element | null): boolean {
  const first = cell ? controlsOf(cell)[0] : undefined;
  first?.focus();
  return first !== undefined;
}

/**
 * A key while a control of a cell has the focus. Enter and space are its own; left and right go to
 * its neighbours, Escape and F2 back to the cell. Answers null if the grid is to handle the key.
 */
export function keyInControl(event: KeyboardEvent, cell: HTMLElement): boolean | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === "Enter" || event.key === " ") return false;
  if (event.key === "Escape" || event.key === "F2") {
    cell.focus();
    return true;
  }
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return null;
  const controls = controlsOf(cell);
  const at = controls.findIndex((control) => control.contains(event.target as Node));
  if (at < 0 || controls.length < 2) return null;
  controls[at + (event.key === "ArrowRight" ? 1 : -1)]?.focus();
  return true;
}
