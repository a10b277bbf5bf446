// Writes src/api/schema.d.ts from docs/openapi.json; with --check it only compares.
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const document = new URL("../../docs/openapi.json", import.meta.url);
const target = new URL("../src/api/schema.d.ts", import.meta.url);

const text = `// Generated from docs/openapi.json by \`npm run schema\`. Do not edit.\n\n${astToString(await openapiTS(document))}`;

if (process.argv.includes("--check")) {
  const present = await readFile(target, "utf8").catch(() => "");
  if (present !== text) {
    console.error("src/api/schema.d.ts differs from docs/openapi.json: run `npm run schema`");
    process.exit(1);
  }
} else {
  await writeFile(target, text);
}
