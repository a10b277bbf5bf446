/**
 * The state of a view as a query string. Names are those of the API; values that are missing or
 * cannot be read are left out, so an old link opens the view with defaults.
 */

export interface Field<T> {
  read(text: string): T | undefined;
  write(value: T): string;
}

type Fields = Record<string, Field<unknown>>;
type ValueOf<F> = F extends Field<infer T> ? T : never;
export type View<F extends Fields> = { [Name in keyof F]?: ValueOf<F[Name]> | undefined };

export const text: Field<string> = {
  read: (value) => (value === "" ? undefined : value),
  write: (value) => value,
};

export const id: Field<string> = {
  read: (value) => (/^\d{1,15}$/.test(value) ? value : undefined),
  write: (value) => value,
};

/** A whole number of a range, as text: it goes to the API as it came. */
export function whole(least: number, most: number): Field<string> {
  return {
    read: (value) =>
      /^\d{1,6}$/.test(value) && Number(value) >= least && Number(value) <= most
        ? value
        : undefined,
    write: (value) => value,
  };
}

export const day: Field<string> = {
  read: (value) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
    const date = new Date(`${value}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
      ? value
      : undefined;
  },
  write: (value) => value,
};

export function oneOf<T extends string>(...known: readonly T[]): Field<T> {
  return {
    read: (value) => known.find((candidate) => candidate === value),
    write: (value) => value,
  };
}

export const list: Field<readonly string[]> = {
  read: (value) => {
    const parts = value.split(",").filter((part) => part !== "");
    return parts.length === 0 ? undefined : parts;
  },
  write: (value) => value.join(","),
};

/** Commas, colons and slashes may stand in a query string as they are; links stay readable. */
function escaped(value: string): string {
  return encodeURIComponent(value).replace(/%2C/g, ",").replace(/%3A/g, ":").replace(/%2F/g, "/");
}

export function queryOf(values: Iterable<readonly [string, string]>): string {
  const parts = Array.from(values, ([name, value]) => `${name}=${escaped(value)}`);
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

export interface Codec<F extends Fields> {
  read(search: string): View<F>;
  write(view: View<F>): string;
}

export function codec<F extends Fields>(fields: F): Codec<F> {
  return {
    read(search) {
      const query = new URLSearchParams(search);
      const view: Record<string, unknown> = {};
      for (const [name, field] of Object.entries(fields)) {
        const value = field.read(query.get(name) ?? "");
        if (value !== undefined) view[name] = value;
      }
      return view as View<F>;
    },
    write(view) {
      const values: Record<string, unknown> = view;
      const parts: [string, string][] = [];
      for (const [name, field] of Object.entries(fields)) {
        const value = values[name];
        const written = value === undefined ? "" : field.write(value);
        if (written !== "") parts.push([name, written]);
      }
      return queryOf(parts);
    },
  };
}
