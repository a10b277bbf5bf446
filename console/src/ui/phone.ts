import { signal } from "@preact/signals";

const query = matchMedia("(max-width: 719px)");

/** Whether the screen is as narrow as a phone; `shell.css` has the same bound. */
export const phone = signal(query.matches);

query.addEventListener("change", () => {
  phone.value = query.matches;
});
