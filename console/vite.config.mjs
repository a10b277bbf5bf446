import { defineConfig } from "vite";
import { compress } from "./scripts/compress.mjs";

/** Sends /v1 to a running core-api as if the page came from the tenant's own host. */
function api(target, host) {
  return {
    target,
    headers: { host },
    configure: (proxy) => {
      proxy.on("proxyReq", (request) => {
        if (request.hasHeader("origin")) request.setHeader("origin", `http://${host}`);
      });
    },
  };
}

const target = process.env.ESPEJO_API ?? "http://127.0.0.1:8080";
const host = process.env.ESPEJO_HOST ?? new URL(target).host;

export default defineConfig({
  plugins: [compress()],
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ["chrome123", "firefox120", "safari17.5"],
  },
  // A test compares the views with the document of the API.
  server: { fs: { allow: [".", "../docs"] }, proxy: { "/v1": api(target, host) } },
});
