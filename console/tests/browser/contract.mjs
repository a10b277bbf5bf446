// What docs/openapi.json says of a request: the test's server refuses what the API would refuse.
import { readFileSync } from "node:fs";

const document = JSON.parse(
  readFileSync(new URL("../../../docs/openapi.json", import.meta.url), "utf8"),
);

const resolved = (part) =>
  part?.$ref
    ? resolved(
        part.$ref
          .split("/")
          .slice(1)
          .reduce((found, name) => found[name], document),
      )
    : part;

/** Literal parts win over parameters: `/statement-runs/preview` is no id. */
function operationOf(method, path) {
  const given = path.split("/");
  const matches = Object.keys(document.paths).filter((template) => {
    const parts = template.split("/");
    return (
      parts.length === given.length &&
      parts.every((part, at) => part.startsWith("{") || part === given[at])
    );
  });
  const [best] = matches.sort((left, right) => left.split("{").length - right.split("{").length);
  return best && { item: document.paths[best], found: document.paths[best][method.toLowerCase()] };
}

/** Members that a body may have, and those that it must have; of alternatives the first that fits. */
function faultIn(schema, body) {
  const known = resolved(schema);
  const options = known?.oneOf ?? known?.anyOf;
  if (options) {
    const faults = options.map((option) => faultIn(option, body));
    return faults.includes(null) ? null : faults[0];
  }
  if (!known?.properties && !known?.allOf) return null;
  const parts = [known, ...(known.allOf ?? []).map(resolved)];
  const names = parts.flatMap((part) => Object.keys(part.properties ?? {}));
  const unknown = Object.keys(body).filter((name) => !names.includes(name));
  if (unknown.length > 0) return `unknown members ${unknown.join(", ")}`;
  const missing = parts.flatMap((part) => part.required ?? []).filter((name) => !(name in body));
  if (missing.length > 0) return `missing members ${missing.join(", ")}`;
  const discriminated = parts.flatMap((part) => Object.entries(part.properties ?? {}));
  const wrong = discriminated.find(([name, value]) => {
    const choices = resolved(value)?.enum;
    return choices && name in body && body[name] !== null && !choices.includes(body[name]);
  });
  return wrong ? `${wrong[0]} must not be ${JSON.stringify(body[wrong[0]])}` : null;
}

/** What is wrong with a request, or null. */
export function refusal(method, url, body, headers) {
  const operation = operationOf(method, url.pathname);
  if (!operation?.found) return "no such operation";
  const parameters = [
    ...(operation.item.parameters ?? []),
    ...(operation.found.parameters ?? []),
  ].map(resolved);
  const names = parameters.filter((each) => each.in === "query").map((each) => each.name);
  for (const [name, value] of url.searchParams) {
    if (name === "access_token") continue;
    const parameter = parameters.find((each) => each.in === "query" && each.name === name);
    if (!parameter) return `unknown parameter ${name}; known are ${names.join(", ")}`;
    const choices = resolved(parameter.schema)?.enum;
    if (choices && !choices.includes(value)) return `${name} must not be ${value}`;
  }
  for (const { in: place, name, required } of parameters) {
    const given = place === "header" ? headers[name.toLowerCase()] : url.searchParams.get(name);
    if (required && place !== "path" && given == null) return `${name} is missing`;
  }
  const schema = operation.found.requestBody?.content?.["application/json"]?.schema;
  return schema ? faultIn(schema, body) : null;
}
