/** What an event of the API makes stale: the page asks for it again, with its ETag. */
import { type EventKind, isStale } from "./followed";
import { revalidateLists } from "./list";
import { revalidateAnswers } from "./query";

/** Many events come at once; the books change all the time. */
const WAIT_MS = 300;
const MIRROR_WAIT_MS = 5000;

const waiting = new Set<EventKind>();

/** Asks again for what is shown, once for all events of a kind that come shortly after each other. */
export function take(kind: EventKind): void {
  if (waiting.has(kind)) return;
  waiting.add(kind);
  const wait = kind === "mirror" ? MIRROR_WAIT_MS : WAIT_MS;
  setTimeout(() => {
    waiting.delete(kind);
    // A page that comes into sight asks for everything it shows.
    if (document.visibilityState !== "visible") return;
    revalidateAnswers((url) => isStale(kind, url));
    revalidateLists((url) => isStale(kind, url));
  }, wait);
}
