// @vitest-environment jsdom
import { h, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, test, vi } from "vitest";
import { forgetAnswers, refreshAnswers, useQuery } from "./query";

afterEach(async () => {
  // Effects end later than the component; they need the document.
  await act(() => render(null, document.body));
  forgetAnswers();
});

test("after an act an answer that is under way is given up and read anew", async () => {
  const waiting: { signal: AbortSignal; answer: (body: unknown) => void }[] = [];
  vi.stubGlobal("fetch", (_: string, { signal }: { signal: AbortSignal }) => {
    return new Promise<Response>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
      waiting.push({ signal, answer: (body) => resolve(new Response(JSON.stringify(body))) });
    });
  });
  const seen: unknown[] = [];
  const Probe = () => {
    seen.push(useQuery<string>("/v1/exports?limit=200").data);
    return null;
  };
  render(h(Probe, {}), document.body);
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  refreshAnswers("/v1/exports");
  expect(waiting[0]?.signal.aborted).toBe(true);
  expect(waiting).toHaveLength(2);
  waiting[1]?.answer("after the act");
  await vi.waitFor(() => expect(seen.at(-1)).toBe("after the act"));
});
