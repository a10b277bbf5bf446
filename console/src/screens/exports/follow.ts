/** Follows a running export by server-sent events; without the stream the list polls. */
import { useEffect, useState } from "preact/hooks";
import type { Export } from "../../api/answers";
import { client } from "../../api/client";

const ENDED: readonly Export["state"][] = ["finished", "failed", "cancelled"];

export const hasEnded = (state: Export["state"]) => ENDED.includes(state);

/** Opens the stream with a token that is good for this URL only. */
async function openStream(id: string): Promise<EventSource | null> {
  const { data } = await client.POST("/v1/session/tokens", {
    body: { path: `/v1/exports/${id}/events` },
  });
  return data ? new EventSource(data.url) : null;
}

/** The export as it is now: from the stream while there is one, else as it was given. */
export function useFollowed(given: Export, onEnd?: (ended: Export) => void): Export {
  const [now, setNow] = useState<Export | null>(null);
  const running = !hasEnded(given.state);
  useEffect(() => {
    if (!running) return;
    let stream: EventSource | null = null;
    let over = false;
    openStream(given.id)
      .then((opened) => {
        stream = opened;
        if (over) stream?.close();
        stream?.addEventListener("export", (event: MessageEvent<string>) => {
          const state = JSON.parse(event.data) as Export;
          setNow(state);
          if (!hasEnded(state.state)) return;
          stream?.close();
          onEnd?.(state);
        });
        // A token is good for two minutes; after that what is given, which is polled, counts.
        stream?.addEventListener("error", () => {
          stream?.close();
          setNow(null);
        });
      })
      .catch(() => undefined);
    return () => {
      over = true;
      stream?.close();
    };
  }, [given.id, running]);
  const followed = now?.id === given.id ? now : null;
  // What was asked for later may know more than a stream that has ended.
  return followed && !hasEnded(given.state) ? followed : given;
}
