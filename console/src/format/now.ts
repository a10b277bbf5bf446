import { signal } from "@preact/signals";

/** The present, for ages such as "hace 32 s". */
export const now = signal(new Date());

setInterval(() => {
  if (document.visibilityState === "visible") now.value = new Date();
}, 10_000);
document.addEventListener("visibilitychange", () => {
  now.value = new Date();
});
