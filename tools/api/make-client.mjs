// Writes a client that calls every operation of the document with its examples, and a constant for
// the example of every answer. The TypeScript compiler then checks them against the generated types:
// nothing is cast.

import { readFileSync, writeFileSync } from "node:fs";

const [source, target] = process.argv.slice(2);
const document = JSON.parse(readFileSync(source, "utf8"));
const json = (value) => JSON.stringify(value, null, 2);

const lines = [
  `import createClient from "openapi-fetch";`,
  `import type { components, paths } from "./schema";`,
  ``,
  `type Problem = components["schemas"]["Problem"];`,
  `const api = createClient<paths>({ baseUrl: "https://andina.localhost" });`,
  `const refused = (problem: Problem): never => {`,
  `  throw new Error(problem.detail);`,
  `};`,
  ``,
];

// The value of a parameter: its example, or one that its schema allows.
function valueOf(parameter) {
  const schema = parameter.schema ?? {};
  if (parameter.example !== undefined) return parameter.example;
  if (schema.example !== undefined) return schema.example;
  if (schema.$ref) {
    const name = schema.$ref.split("/").pop();
    return valueOf({ schema: document.components.schemas[name] });
  }
  if (schema.oneOf) return valueOf({ schema: schema.oneOf[0] });
  if (schema.enum) return schema.enum[0];
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "integer") return Math.max(7, schema.minimum ?? 0);
  if (type === "boolean") return true;
  if (schema.format === "uuid") return "0197a1b2-0000-7000-8000-000000000001";
  if (schema.format === "date") return "2026-11-22";
  return "text";
}

let operations = 0;
let answers = 0;
for (const [path, item] of Object.entries(document.paths)) {
  for (const [method, operation] of Object.entries(item)) {
    operations += 1;
    const groups = {};
    for (const parameter of operation.parameters ?? []) {
      if (parameter.in === "cookie") continue;
      (groups[parameter.in] ??= {})[parameter.name] = valueOf(parameter);
    }
    const content = operation.requestBody?.content?.["application/json"];
    const bodies = content?.examples
      ? Object.values(content.examples).map((example) => example.value)
      : [content?.example];
    const types = Object.entries(operation.responses)
      .filter(([status]) => status.startsWith("2"))
      .flatMap(([, response]) => Object.keys(response.content ?? {}));
    bodies.forEach((body, index) => {
      const options = [];
      if (Object.keys(groups).length > 0) options.push(`params: ${json(groups)}`);
      if (body !== undefined) options.push(`body: ${json(body)}`);
      // Otherwise openapi-fetch reads an answer as JSON.
      if (types.length > 0 && !types.includes("application/json")) options.push(`parseAs: "stream"`);
      const name = `${operation.operationId}_${index + 1}`;
      const call = `api.${method.toUpperCase()}(${json(path)}, { ${options.join(", ")} })`;
      lines.push(`export async function ${name}() {`);
      lines.push(`  const { data, error } = await ${call};`);
      lines.push(`  if (error !== undefined) return refused(error);`);
      lines.push(`  return data;`);
      lines.push(`}`, ``);
    });
    for (const [status, response] of Object.entries(operation.responses)) {
      for (const [type, { example }] of Object.entries(response.content ?? {})) {
        if (example === undefined) continue;
        answers += 1;
        const place = `paths[${json(path)}]["${method}"]["responses"][${status}]["content"]["${type}"]`;
        lines.push(`export const ${operation.operationId}_${status}_${answers}: ${place} = ${json(example)};`);
      }
    }
    lines.push(``);
  }
}
writeFileSync(target, lines.join("\n"));
console.log(`a client of ${operations} operations, with ${answers} examples of answers`);
