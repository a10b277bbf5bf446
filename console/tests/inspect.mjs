// What every screen must satisfy, whatever it shows. Each function answers what it found.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe finds against WCAG 2.2 AA. */
export async function violations(page, name) {
  // The DevTools protocol evaluates outside of the page's policy, so axe needs no exception.
  await page.evaluate(axe);
  const found = await page.evaluate((values) => {
    return globalThis.axe.run(document, { runOnly: { type: "tag", values } });
  }, TAGS);
  return found.violations.map((violation) => {
    const where = violation.nodes.map((node) => node.html.slice(0, 120)).slice(0, 3);
    return `axe, ${name}: ${violation.id}: ${violation.help}: ${where.join(" | ")}`;
  });
}

/** Text that is cut off although nothing says so, and what is wider than its place. */
export async function misfits(page, name) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll(".grid td.num, .grid th.num, .list .num, .button, .pill, .value")]
      .filter((cell) => cell.scrollWidth > cell.clientWidth + 1 && cell.clientWidth > 0)
      .map((cell) => cell.textContent),
  );
  const over = await page.evaluate(() =>
    [...document.querySelectorAll(".grid .scroller")].map(
      (table) => table.scrollWidth - table.clientWidth,
    ),
  );
  const found = [];
  if (wide) found.push(`${name}: wider than the window`);
  if (page.viewportSize().width >= 1440 && over.some((pixels) => pixels > 0)) {
    found.push(`${name}: a table is ${Math.max(...over)} px wider than its place`);
  }
  if (cut.length > 0) found.push(`${name}: cut off: ${cut.slice(0, 4).join(" | ")}`);
  return found;
}
