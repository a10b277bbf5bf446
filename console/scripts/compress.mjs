import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TEXT = /\.(html|js|css|svg)$/;
/** gzip bytes of everything that a page needs before its screen is loaded, without fonts. */
const BUDGET = 60_000;

/** The page itself, and the scripts and styles that it names. */
async function firstFiles(directory) {
  const page = await readFile(join(directory, "index.html"), "utf8");
  const named = [...page.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(
    (match) => match[1],
  );
  return new Set(["index.html", ...named]);
}

/** Writes .br and .gz beside each text file, and fails if the first load outgrows its budget. */
export function compress() {
  let directory = "dist";
  return {
    name: "compress",
    apply: "build",
    configResolved: (config) => {
      directory = config.build.outDir;
    },
    closeBundle: async () => {
      let firstLoad = 0;
      const first = await firstFiles(directory);
      for (const name of await readdir(directory, { recursive: true })) {
        if (!TEXT.test(name)) continue;
        const path = join(directory, name);
        const text = await readFile(path);
        const gzip = gzipSync(text, { level: 9 });
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
        await writeFile(`${path}.gz`, gzip);
        await writeFile(`${path}.br`, brotliCompressSync(text, { params }));
        if (first.has(name)) firstLoad += gzip.length;
      }
      if (firstLoad > BUDGET) throw new Error(`first load: ${firstLoad} bytes, allowed ${BUDGET}`);
      console.log(`first load: ${(firstLoad / 1000).toFixed(1)} kB gzip without fonts`);
    },
  };
}
