/**
 * One stream of events for all tabs of a browser, because a browser has few connections to a host.
 * The tab that has the lock reads it and tells the others. Without a stream the pages poll.
 */
import { checkSession } from "../session/session";
import { take } from "./events";
import { type EventKind, KINDS, streaming } from "./followed";

const NAME = "espejo.events";
const URL_OF_EVENTS = "/v1/events";
const BEAT_MS = 15_000;
const SILENCE_MS = 40_000;
const RETRY_MS = 5_000;
const RETRY_MOST_MS = 300_000;

type Message =
  | { what: "event"; kind: EventKind }
  | { what: "state"; open: boolean }
  /** A new tab asks how things are. */
  | { what: "hello" };

/** 5 s, 10 s, … up to 5 minutes, spread by a half so that many browsers do not come at once. */
export function delayOf(failures: number, random = Math.random()): number {
  return Math.min(RETRY_MOST_MS, RETRY_MS * 2 ** failures) * (0.75 + random / 2);
}

/** Keeps a stream open until it is stopped. `gap`: events may have passed before it opens. */
export function hold(
  gap: boolean,
  onEvent: (kind: EventKind) => void,
  onState: (open: boolean) => void,
  onRefusal: () => void,
): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let missed = gap;
  const open = () => {
    source = new EventSource(URL_OF_EVENTS);
    for (const kind of KINDS) source.addEventListener(kind, () => onEvent(kind));
    source.onopen = () => {
      failures = 0;
      onState(true);
      if (missed) onEvent("reset");
      missed = false;
    };
    source.onerror = () => {
      onState(false);
      // After an interruption the browser goes on from the last event; after a refusal it gives up.
      if (source?.readyState !== EventSource.CLOSED) return;
      missed = true;
      onRefusal();
      timer = setTimeout(open, delayOf(failures));
      failures += 1;
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

interface Tab {
  channel: BroadcastChannel;
  /** Another tab has told something: this one is not the first. */
  heard: boolean;
}

/** Reads the stream for all tabs until `stopped`. */
function lead(tab: Tab, stopped: AbortSignal): Promise<void> {
  const tell = (message: Message) => tab.channel.postMessage(message);
  const state = (open: boolean) => {
    streaming.value = open;
    tell({ what: "state", open });
  };
  const close = hold(
    tab.heard,
    (kind) => {
      take(kind);
      tell({ what: "event", kind });
    },
    state,
    // It may be refused because the session has ended.
    () => void checkSession(),
  );
  const beat = setInterval(() => tell({ what: "state", open: streaming.peek() }), BEAT_MS);
  return new Promise((resolve) => {
    stopped.addEventListener("abort", () => {
      clearInterval(beat);
      close();
      state(false);
      resolve();
    });
  });
}

/** Takes part in the stream of this browser; answers how to leave it. */
export function followEvents(): () => void {
  if (!("locks" in navigator)) return () => undefined;
  const stop = new AbortController();
  const tab: Tab = { channel: new BroadcastChannel(NAME), heard: false };
  let leads = false;
  let silence: ReturnType<typeof setTimeout> | undefined;
  tab.channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.what === "hello") {
      if (leads) tab.channel.postMessage({ what: "state", open: streaming.peek() });
      return;
    }
    tab.heard = true;
    if (data.what === "event") return take(data.kind);
    streaming.value = data.open;
    clearTimeout(silence);
    silence = setTimeout(() => {
      if (!leads) streaming.value = false;
    }, SILENCE_MS);
  };
  tab.channel.postMessage({ what: "hello" });
  navigator.locks
    .request(NAME, { signal: stop.signal }, () => {
      leads = true;
      return lead(tab, stop.signal);
    })
    // Left before it was this tab's turn.
    .catch(() => undefined);
  return () => {
    stop.abort();
    clearTimeout(silence);
    tab.channel.close();
    streaming.value = false;
  };
}
