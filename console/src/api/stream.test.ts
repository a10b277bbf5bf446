// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isFollowed, isStale } from "./followed";
import { delayOf, hold } from "./stream";

class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static made: FakeSource[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    super();
    FakeSource.made.push(this);
  }
  close() {
    this.readyState = FakeSource.CLOSED;
  }
  opens() {
    this.readyState = 1;
    this.onopen?.();
  }
  /** `refused`: the browser gives up; else it tries again by itself. */
  breaks(refused: boolean) {
    this.readyState = refused ? FakeSource.CLOSED : 0;
    this.onerror?.();
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", FakeSource);
  FakeSource.made = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function held(gap = false) {
  const events: string[] = [];
  const states: boolean[] = [];
  const refusals = vi.fn();
  const stop = hold(
    gap,
    (kind) => events.push(kind),
    (open) => states.push(open),
    refusals,
  );
  return { events, states, refusals, stop, last: () => FakeSource.made.at(-1) as FakeSource };
}

test("what the API says is told on", () => {
  const { events, states, last } = held();
  last().opens();
  last().dispatchEvent(new Event("export"));
  expect(events).toEqual(["export"]);
  expect(states).toEqual([true]);
});

test("after an interruption the browser goes on, and nothing is asked anew", () => {
  const { events, states, refusals, last } = held();
  last().opens();
  last().breaks(false);
  last().opens();
  expect(FakeSource.made).toHaveLength(1);
  expect(states).toEqual([true, false, true]);
  expect(refusals).not.toHaveBeenCalled();
  expect(events).toEqual([]);
});

test("after a refusal a new stream is opened later, and everything is asked anew", () => {
  const { events, refusals, last } = held();
  last().breaks(true);
  expect(refusals).toHaveBeenCalledOnce();
  expect(FakeSource.made).toHaveLength(1);
  vi.advanceTimersByTime(10_000);
  expect(FakeSource.made).toHaveLength(2);
  last().opens();
  expect(events).toEqual(["reset"]);
});

test("who takes the stream over from another tab asks everything anew", () => {
  const { events, last } = held(true);
  last().opens();
  expect(events).toEqual(["reset"]);
});

test("a stopped stream stays closed", () => {
  const { stop, last } = held();
  last().breaks(true);
  stop();
  vi.advanceTimersByTime(600_000);
  expect(FakeSource.made).toHaveLength(1);
});

test("tries become rarer, up to five minutes, and are spread", () => {
  expect([0, 1, 2, 9].map((failures) => delayOf(failures, 0.5))).toEqual([
    5_000, 10_000, 20_000, 300_000,
  ]);
  expect(delayOf(0, 0)).toBe(3_750);
  expect(delayOf(0, 1)).toBe(6_250);
});

test("an event makes stale what it is about", () => {
  expect(isStale("mail", "/v1/mails?limit=200")).toBe(true);
  expect(isStale("mail", "/v1/exports?limit=200")).toBe(false);
  expect(isStale("mirror", "/v1/receivables/ageing?company_id=1")).toBe(true);
  expect(isStale("reset", "/v1/statement-runs/7")).toBe(true);
});

test("people, keys and previews of mails are not followed", () => {
  expect(isFollowed("/v1/people?limit=200")).toBe(false);
  expect(isStale("statement_run", "/v1/statement-runs/preview?company_id=1")).toBe(false);
  expect(isStale("reset", "/v1/api-keys")).toBe(false);
});
