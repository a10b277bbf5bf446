import { expect, test } from "vitest";
import { qrModules } from "./qr";

const URI = "otpauth://totp/Espejo:ana@example.com?secret=JBSWY3DPEHPK3PXP&issuer=Espejo";

const textOf = (rows: boolean[][]) =>
  rows.map((row) => row.map((dark) => (dark ? "#" : ".")).join("")).join("\n");

test("a short text is the smallest code, as a reader was seen to read it", () => {
  expect(textOf(qrModules("ESPEJO") ?? [])).toMatchInlineSnapshot(`
    "#######...#.#.#######
    #.....#.....#.#.....#
    #.###.#.#.#...#.###.#
    #.###.#.....#.#.###.#
    #.###.#..#.##.#.###.#
    #.....#..###..#.....#
    #######.#.#.#.#######
    ........#.#..........
    ###.#####.#.###...#..
    ##.##...#..#.#.#.#...
    #.##..#..#.#.###.#.##
    .#####.#...###.##....
    .#..###.#.##.###.####
    ........###...##.#.#.
    #######.#...#...#.###
    #.....#.##....#.#..##
    #.###.#.###.#.##..###
    #.###.#....#.#.#...#.
    #.###.#.#.##.######.#
    #.....#.##.###.##..#.
    #######.#..#.##...###"
  `);
});

test("a URI of a second factor fits, and a long text has none", () => {
  expect(qrModules(URI)?.length).toBeGreaterThan(21);
  expect(qrModules("x".repeat(2_000))).toBeNull();
});
