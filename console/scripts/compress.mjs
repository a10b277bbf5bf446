import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TEXT = /\.(html|js|css|svg)$/;
const FIRST_LOAD = /\.(html|js|css)$/;
/** gzip bytes of everything that the first page needs, without fonts. */
const BUDGET = 60_000;

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
      for (const name of await readdir(directory, { recursive: true })) {
        if (!TEXT.test(name)) continue;
        const path = join(directory, name);
        const text = await readFile(path);
        const gzip = gzipSync(text, { level: 9 });
        const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
        await writeFile(`${path}.gz`, gzip);
        await writeFile(`${path}.br`, brotliCompressSync(text, { params }));
        if (FIRST_LOAD.test(name)) firstLoad += gzip.length;
      }
      if (firstLoad > BUDGET) throw new Error(`first load: ${firstLoad} bytes, allowed ${BUDGET}`);
      console.log(`first load: ${(firstLoad / 1000).toFixed(1)} kB gzip without fonts`);
    },
  };
}
