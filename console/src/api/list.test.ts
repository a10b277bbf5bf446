// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import type { Freshness } from "./answers";
import { isBehind } from "./children";
import { forgetLists, listOf, type Page } from "./list";

interface Reply {
  status?: number;
  etag?: string;
  body?: Partial<Page>;
}

let replies: Reply[] = [];
let asked: string[] = [];

function page(version: number, rows: number, next: string | null = null): Partial<Page> {
  const freshness = { mirror_version: version } as Freshness;
  return { data: Array.from({ length: rows }, (_, at) => at), next, freshness, parameters: {} };
}

beforeEach(() => {
  forgetLists();
  replies = [];
  asked = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    const { status = 200, etag = '"1"', body = {} } = replies.shift() ?? { status: 503 };
    const text = status === 304 ? null : JSON.stringify(body);
    return new Response(text, { status, headers: { ETag: etag } });
  });
});

async function loaded(...answers: Reply[]) {
  const list = listOf("/v1/receivables/open-items");
  replies = answers;
  list.restart();
  await vi.waitFor(() => expect(list.state.value.loading).toBe(false));
  return list;
}

test("an answer that has changed is old although the mirror's version is the same", async () => {
  const list = await loaded({ body: page(7, 1) });
  replies = [{ status: 304 }, { etag: '"2"', body: page(7, 1) }];
  await list.revalidate();
  expect(list.state.value.outdated).toBe(false);
  await list.revalidate();
  expect(list.state.value.outdated).toBe(true);
});

test("an empty list shows new rows by itself", async () => {
  const list = await loaded({ body: page(7, 0) });
  replies = [
    { etag: '"2"', body: page(8, 1) },
    { etag: '"2"', body: page(8, 1) },
  ];
  await list.revalidate();
  await vi.waitFor(() => expect(list.state.value.rows).toHaveLength(1));
  expect(list.state.value.outdated).toBe(false);
});

test("what could not be asked again is said", async () => {
  const list = await loaded({ body: page(7, 1) });
  replies = [{ status: 503 }, { status: 304 }];
  await list.revalidate();
  expect(list.state.value.unknown?.status).toBe(0);
  await list.revalidate();
  expect(list.state.value.unknown).toBeNull();
});

test("the age of an answer is when it was last known to be the present one", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-30T12:00:00Z") });
  const list = await loaded({ body: page(7, 1) });
  vi.setSystemTime(Date.parse("2026-11-30T12:05:00Z"));
  replies = [{ status: 304 }];
  await list.revalidate();
  vi.setSystemTime(Date.parse("2026-11-30T12:09:00Z"));
  await list.revalidate();
  expect(list.state.value.answeredAt).toBe("2026-11-30T12:05:00.000Z");
  vi.useRealTimers();
});

test("what Espejo did not answer is asked again when it is back", async () => {
  const list = await loaded({ status: 503 });
  expect(list.state.value.problem?.status).toBe(0);
  replies = [{ body: page(7, 1) }];
  list.recover();
  await vi.waitFor(() => expect(list.state.value.rows).toHaveLength(1));
  expect(list.state.value.problem).toBeNull();
});

test("a further page that fails is not asked for again until the person wants it", async () => {
  const list = await loaded({ body: page(7, 2, "next") });
  list.more();
  await vi.waitFor(() => expect(list.state.value.problem).not.toBeNull());
  list.more();
  expect(asked).toHaveLength(2);
  replies = [{ body: page(7, 1) }];
  list.retry();
  await vi.waitFor(() => expect(list.state.value.pages).toHaveLength(2));
  expect(list.state.value.rows).toHaveLength(3);
});

test("paper has every row, or none if there are too many or one page fails", async () => {
  const list = await loaded({ body: page(7, 2, "a") }, { body: page(7, 2, "b") });
  replies = [{ body: page(7, 2, "b") }, { body: page(7, 1) }];
  expect(await list.all(10)).toBe("all");
  expect(list.state.value.pages).toHaveLength(3);
  forgetLists();
  const long = await loaded({ body: page(7, 2, "a") });
  replies = [{ body: page(7, 2, "b") }];
  expect(await long.all(3)).toBe("too-many");
  forgetLists();
  const broken = await loaded({ body: page(7, 2, "a") });
  expect(await broken.all(10)).toBe("failed");
});

test("rows below an unfolded row are behind if their books are not those of the row", async () => {
  const { state } = await loaded({ body: page(7, 1) });
  expect(isBehind(state.value, 7)).toBe(false);
  expect(isBehind(state.value, 8)).toBe(true);
  expect(isBehind({ ...state.value, loading: true }, 8)).toBe(false);
  expect(isBehind({ ...state.value, pages: [] }, 8)).toBe(false);
});
