import { signal } from "@preact/signals";

/** Whether Espejo answered the last request, whatever the answer was. */
export const connected = signal(true);
