/** A fresh proof of who is signed in, for acts that cannot be undone. */
import { signal } from "@preact/signals";

/** Set while the person is asked; it takes the answer. */
export const confirmation = signal<((confirmed: boolean) => void) | null>(null);

export function askConfirmation(): Promise<boolean> {
  confirmation.peek()?.(false);
  return new Promise((resolve) => {
    confirmation.value = (confirmed) => {
      confirmation.value = null;
      resolve(confirmed);
    };
  });
}
