// Serves dist as core-api is to serve it, and /v1 from fixtures.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { refusal } from "./contract.mjs";
import { finance } from "./finance.mjs";
import * as fixtures from "./fixtures.mjs";
import { noteActs, notes } from "./notes.mjs";
import { operationActs, operations } from "./operations.mjs";

export const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

const TYPES = { js: "text/javascript", css: "text/css", svg: "image/svg+xml", woff2: "font/woff2" };
const dist = new URL("../../dist/", import.meta.url);

async function page(path, response) {
  const asset = path.startsWith("/assets/");
  const file = asset ? path.slice(1) : "index.html";
  const type = asset ? TYPES[path.split(".").pop()] : "text/html; charset=utf-8";
  const compressed = !path.endsWith(".woff2");
  const body = await readFile(new URL(compressed ? `${file}.br` : file, dist)).catch(() => null);
  if (body === null) return response.writeHead(404).end();
  response.writeHead(200, {
    "content-type": type,
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "cache-control": asset ? "public, max-age=31536000, immutable" : "no-cache",
    ...(compressed ? { "content-encoding": "br" } : {}),
  });
  response.end(body);
}

function json(response, status, body, etag) {
  const type = status >= 400 ? "application/problem+json" : "application/json";
  response.writeHead(status, { "content-type": type, ...(etag ? { etag } : {}) });
  response.end(JSON.stringify(body));
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString() || "{}");
}

/** The entry for a path; `*` stands for one part of it. */
function find(table, path) {
  if (table[path]) return table[path];
  const entry = Object.entries(table).find(([pattern]) => {
    const parts = pattern.split("/");
    const given = path.split("/");
    return (
      parts.length === given.length && parts.every((part, at) => part === "*" || part === given[at])
    );
  });
  return entry?.[1];
}

/** The stream of events, open until the browser or the test closes it. */
function stream(response, state) {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write("retry: 100\n\n");
  state.streams.add(response);
  response.on("close", () => state.streams.delete(response));
}

/** `state` is the server's memory; tests read and change it. */
export function start() {
  const state = {
    signedIn: false,
    role: "admin",
    rows: 263,
    version: 1,
    unchanged: 0,
    down: false,
    confirmed: false,
    requests: [],
    keys: [],
    /** Requests that the API would refuse: each is a finding. */
    refused: [],
    /** The version of each planned movement; somebody else's change raises it. */
    movement: 12,
    decided: false,
    notes: [],
    /** The last saved view. */
    saved: null,
    /** The export that was ordered is not finished yet. */
    exporting: false,
    /** Open streams of events, one for each browser. */
    streams: new Set(),
    /** The last event that a returning browser has named. */
    resumed: null,
    /** New streams are refused. */
    refuses: false,
    emit(kind, data = {}) {
      for (const each of state.streams) {
        each.write(`event: ${kind}\nid: ${Date.now()}\ndata: ${JSON.stringify(data)}\n\n`);
      }
    },
  };

  const answers = {
    "/v1/session": () => fixtures.session(state.role),
    "/v1/companies": () => fixtures.companies(),
    "/v1/reports": () => fixtures.reports(),
    "/v1/mirror": () => fixtures.mirror(),
    "/v1/mirror/history": () => fixtures.history(),
    "/v1/search": (query) => fixtures.search(query),
    "/v1/receivables/ageing": (query) => fixtures.ageing(query, "receivables", state.rows),
    "/v1/payables/ageing": (query) => fixtures.ageing(query, "payables", 40),
    "/v1/receivables/open-items": (query) => fixtures.openItems(query, "receivables"),
    "/v1/payables/open-items": (query) => fixtures.openItems(query, "payables"),
    ...finance,
    "/v1/treasury/planned-movements": () => {
      const page = finance["/v1/treasury/planned-movements"]();
      return { ...page, data: page.data.map((row) => ({ ...row, version: state.movement })) };
    },
    ...notes(state),
    ...operations(state),
  };

  const acts = {
    "POST /v1/session": (body) => {
      if (body.password !== "correct horse battery staple") {
        return [401, fixtures.problem("bad-credentials", "No coincide", 401, "Revise los datos.")];
      }
      if (!body.code) {
        return [401, fixtures.problem("second-factor-required", "Código", 401, "Escríbalo.")];
      }
      state.signedIn = true;
      return [204];
    },
    "DELETE /v1/session": () => {
      state.signedIn = false;
      return [204];
    },
    "POST /v1/invitations/look": () => [200, fixtures.example("/v1/invitations/look", "post")],
    "POST /v1/invitations/use": () => {
      state.signedIn = true;
      return [204];
    },
    ...noteActs(state),
    ...operationActs(state),
    "POST /v1/password-resets": () => [202],
    "POST /v1/password-resets/use": () => [
      410,
      fixtures.problem("link-spent", "El enlace ya no sirve", 410, "Pida uno nuevo."),
    ],
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://localhost");
    state.requests.push(`${request.method} ${request.url}`);
    if (!url.pathname.startsWith("/v1/")) return page(url.pathname, response);
    if (state.down) return request.socket.destroy();
    if (url.pathname === "/v1/sign-in") return json(response, 200, fixtures.signIn());
    const given = await bodyOf(request);
    const fault = refusal(request.method, url, given, request.headers);
    if (fault) {
      state.refused.push(`${request.method} ${request.url}: ${fault}`);
      return json(response, 422, fixtures.problem("invalid", fault, 422, ""));
    }
    const act = find(acts, `${request.method} ${url.pathname}`);
    if (act) {
      const [status, body] = act(given, request);
      return body ? json(response, status, body) : response.writeHead(status).end();
    }
    if (!state.signedIn) {
      const signIn = fixtures.problem("key-required", "Nadie ha entrado", 401, "Entre otra vez.");
      return json(response, 401, signIn);
    }
    if (url.pathname === "/v1/events") {
      if (state.refuses) return json(response, 503, fixtures.problem("busy", "Ocupado", 503, ""));
      state.resumed = request.headers["last-event-id"] ?? state.resumed;
      return stream(response, state);
    }
    const answer = request.method === "GET" ? find(answers, url.pathname) : undefined;
    if (!answer) {
      return json(response, 404, fixtures.problem("no-such-url", "No existe", 404, ""));
    }
    const etag = `"${state.version}"`;
    if (request.headers["if-none-match"] === etag) {
      state.unchanged += 1;
      return response.writeHead(304, { etag }).end();
    }
    const body = answer(url.searchParams, url.pathname);
    if (body.freshness) body.freshness.mirror_version += state.version;
    json(response, 200, body, etag);
  });

  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      resolve({
        state,
        url: `http://localhost:${port}`,
        stop: () => {
          server.close();
          server.closeAllConnections();
        },
      });
    });
  });
}
