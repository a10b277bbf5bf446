/**
 * QR codes (ISO/IEC 18004) of short texts: byte mode, error correction L, versions 1 to 15. The
 * secret of a second factor never leaves the page for a picture.
 */

const EC_WORDS = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22];
const BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6];

function rawWords(version: number): number {
  let bits = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const aligns = Math.floor(version / 7) + 2;
    bits -= (25 * aligns - 10) * aligns - 55;
    if (version >= 7) bits -= 36;
  }
  return Math.floor(bits / 8);
}

const shape = (version: number) => {
  const ec = EC_WORDS[version - 1] ?? 0;
  const blocks = BLOCKS[version - 1] ?? 1;
  return { ec, blocks, raw: rawWords(version), data: rawWords(version) - ec * blocks };
};

/** Multiplication in GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1. */
function times(left: number, right: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((right >>> bit) & 1) * left;
  }
  return product;
}

function divisor(degree: number): number[] {
  const result = Array.from({ length: degree }, () => 0);
  result[degree - 1] = 1;
  let root = 1;
  for (let step = 0; step < degree; step += 1) {
    for (let index = 0; index < degree; index += 1) {
      result[index] = times(result[index] ?? 0, root) ^ (result[index + 1] ?? 0);
    }
    root = times(root, 2);
  }
  return result;
}

function remainder(data: readonly number[], by: readonly number[]): number[] {
  const result = by.map(() => 0);
  for (const word of data) {
    const factor = word ^ (result.shift() ?? 0);
    result.push(0);
    by.forEach((each, index) => {
      result[index] = (result[index] ?? 0) ^ times(each, factor);
    });
  }
  return result;
}

function dataWords(bytes: Uint8Array, version: number): number[] {
  const bits: number[] = [];
  const append = (value: number, length: number) => {
    for (let bit = length - 1; bit >= 0; bit -= 1) bits.push((value >>> bit) & 1);
  };
  append(4, 4);
  append(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) append(byte, 8);
  const capacity = shape(version).data * 8;
  append(0, Math.min(4, capacity - bits.length));
  append(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < capacity; pad ^= 0xec ^ 0x11) append(pad, 8);
  return Array.from({ length: bits.length / 8 }, (_, index) =>
    bits.slice(index * 8, index * 8 + 8).reduce((word, bit) => (word << 1) | bit, 0),
  );
}

/** Splits the words into blocks, adds their corrections, and weaves them into one row. */
function woven(data: readonly number[], version: number): number[] {
  const { ec, blocks, raw } = shape(version);
  const short = blocks - (raw % blocks);
  const length = Math.floor(raw / blocks) - ec;
  const by = divisor(ec);
  let start = 0;
  const parts = Array.from({ length: blocks }, (_, index) => {
    const words = data.slice(start, start + length + (index < short ? 0 : 1));
    start += words.length;
    return { words, check: remainder(words, by) };
  });
  const result: number[] = [];
  for (let index = 0; index <= length; index += 1) {
    for (const { words } of parts) {
      const word = words[index];
      if (word !== undefined) result.push(word);
    }
  }
  for (let index = 0; index < ec; index += 1) {
    for (const { check } of parts) result.push(check[index] ?? 0);
  }
  return result;
}

function alignments(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const last = version * 4 + 10;
  return [6, ...Array.from({ length: count - 1 }, (_, index) => last - (count - 2 - index) * step)];
}

class Picture {
  readonly size: number;
  readonly dark: boolean[][];
  private readonly fixed: boolean[][];

  constructor(private readonly version: number) {
    this.size = version * 4 + 17;
    const grid = () =>
      Array.from({ length: this.size }, () => Array<boolean>(this.size).fill(false));
    this.dark = grid();
    this.fixed = grid();
  }

  private set(x: number, y: number, dark: boolean): void {
    const row = this.dark[y];
    const fixed = this.fixed[y];
    if (!row || !fixed || x < 0 || x >= this.size) return;
    row[x] = dark;
    fixed[x] = true;
  }

  private square(
    centre: readonly [number, number],
    radius: number,
    light: readonly number[],
  ): void {
    for (let dy = -radius; dy <= radius; dy += 1) {
      for (let dx = -radius; dx <= radius; dx += 1) {
        const distance = Math.max(Math.abs(dx), Math.abs(dy));
        this.set(centre[0] + dx, centre[1] + dy, !light.includes(distance));
      }
    }
  }

  drawPatterns(): void {
    for (let index = 0; index < this.size; index += 1) {
      this.set(6, index, index % 2 === 0);
      this.set(index, 6, index % 2 === 0);
    }
    const far = this.size - 4;
    for (const corner of [
      [3, 3],
      [far, 3],
      [3, far],
    ] as const)
      this.square(corner, 4, [2, 4]);
    const places = alignments(this.version);
    const [first, last] = [places[0] ?? 0, places.at(-1) ?? 0];
    for (const x of places) {
      for (const y of places) {
        const atFinder = [`${first},${first}`, `${first},${last}`, `${last},${first}`];
        if (!atFinder.includes(`${x},${y}`)) this.square([x, y], 2, [1]);
      }
    }
    this.drawVersion();
  }

  /** Error correction L and the mask, with their own correction. */
  drawFormat(mask: number): void {
    const data = (1 << 3) | mask;
    let rest = data;
    for (let step = 0; step < 10; step += 1) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
    const bits = ((data << 10) | rest) ^ 0x5412;
    const bit = (index: number) => ((bits >>> index) & 1) === 1;
    for (let index = 0; index < 6; index += 1) this.set(8, index, bit(index));
    this.set(8, 7, bit(6));
    this.set(8, 8, bit(7));
    this.set(7, 8, bit(8));
    for (let index = 9; index < 15; index += 1) this.set(14 - index, 8, bit(index));
    for (let index = 0; index < 8; index += 1) this.set(this.size - 1 - index, 8, bit(index));
    for (let index = 8; index < 15; index += 1) this.set(8, this.size - 15 + index, bit(index));
    this.set(8, this.size - 8, true);
  }

  private drawVersion(): void {
    if (this.version < 7) return;
    let rest = this.version;
    for (let step = 0; step < 12; step += 1) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
    const bits = (this.version << 12) | rest;
    for (let index = 0; index < 18; index += 1) {
      const dark = ((bits >>> index) & 1) === 1;
      const [a, b] = [this.size - 11 + (index % 3), Math.floor(index / 3)];
      this.set(a, b, dark);
      this.set(b, a, dark);
    }
  }

  /** Zigzag from the lower right corner, past everything that is fixed; the mask is x + y even. */
  drawWords(words: readonly number[]): void {
    let index = 0;
    for (let right = this.size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < this.size; step += 1) {
        for (const x of [right, right - 1]) {
          const upward = ((right + 1) & 2) === 0;
          const y = upward ? this.size - 1 - step : step;
          const row = this.dark[y];
          if (!row || this.fixed[y]?.[x]) continue;
          const bit = ((words[index >>> 3] ?? 0) >>> (7 - (index & 7))) & 1;
          row[x] = (bit === 1) !== ((x + y) % 2 === 0);
          index += 1;
        }
      }
    }
  }
}

/** Rows of modules, true for dark; null if the text is too long. */
export function qrModules(text: string): boolean[][] | null {
  const bytes = new TextEncoder().encode(text);
  for (let version = 1; version <= EC_WORDS.length; version += 1) {
    const header = version < 10 ? 2 : 3;
    if (bytes.length + header > shape(version).data) continue;
    const picture = new Picture(version);
    picture.drawPatterns();
    picture.drawFormat(0);
    picture.drawWords(woven(dataWords(bytes, version), version));
    return picture.dark;
  }
  return null;
}
