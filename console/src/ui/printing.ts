import { signal } from "@preact/signals";

/** True while the browser makes the pages that it prints. */
export const printing = signal(false);

addEventListener("beforeprint", () => {
  printing.value = true;
});
addEventListener("afterprint", () => {
  printing.value = false;
});
