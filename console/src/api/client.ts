/** Requests that change something. What is read goes through the cache in `query.ts`. */
import createClient from "openapi-fetch";
import { language } from "../session/preferences";
import type { Problem } from "./answers";
import { connected } from "./connection";
import { problemOf, unreachable } from "./problem";
import type { paths } from "./schema";

export const client = createClient<paths>({ baseUrl: location.origin });

client.use({
  onRequest: ({ request }) => {
    request.headers.set("Accept-Language", language.value);
    return request;
  },
});

interface Outcome {
  error?: unknown;
  response: Response;
}

/** Waits for a request and answers its problem, or null if it succeeded. */
export async function problemIn(request: Promise<Outcome>, path: string): Promise<Problem | null> {
  try {
    const { error, response } = await request;
    return response.ok ? null : problemOf(error, response);
  } catch {
    connected.value = false;
    return unreachable(path);
  }
}
