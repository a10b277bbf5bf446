/** Own icons on a grid of 16 px. They only accompany words, so they are hidden from readers. */

const PATHS = {
  in: ["M8 2.5v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11"],
  out: ["M8 10.5v-8M4.5 6 8 2.5 11.5 6M2.5 13.5h11"],
  home: ["M2.5 8 8 3l5.5 5M4 7v6.500h3V10h2v3.500h3V7"],
  mirror: [
    "M3.5 3h2.5a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H3.5a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z",
    "M10 3h2.5a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H10a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z",
  ],
  up: ["m4 10 4-4 4 4"],
  down: ["m4 6 4 4 4-4"],
  right: ["m6 4 4 4-4 4"],
  left: ["m10 4-4 4 4 4"],
  check: ["m3 8.5 3.2 3.2L13 5"],
  warn: ["M8 2.5 14 13H2zM8 6.5v3M8 11.3h.01"],
  ext: ["M9 3h4v4M13 3 7.5 8.5M11 9v4H3V5h4"],
  run: ["M13 6.5A5.5 5.5 0 0 0 3 5M3 2.5V5h2.5M3 9.5A5.5 5.5 0 0 0 13 11M13 13.5V11h-2.5"],
  x: ["m4 4 8 8M12 4l-8 8"],
  key: ["M5.5 7.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6z", "m7.7 8.3 5.3-5.3M11 5l1.5 1.5"],
  menu: ["M2.5 4h11M2.5 8h11M2.5 12h11"],
  leave: ["M6 13.5H3v-11h3M10.5 5 13.5 8l-3 3M13 8H6"],
  none: ["M3.5 8h9"],
  list: ["M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01"],
  people: [
    "M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM1.8 13.2c.4-2.3 2-3.6 4.2-3.6s3.8 1.3 4.2 3.6",
    "M10.6 3.3a2.4 2.4 0 0 1 0 4.5M12 9.9c1.2.5 2 1.6 2.2 3.3",
  ],
  bank: ["M2.5 6.5 8 3l5.5 3.5zM4 7v5M8 7v5M12 7v5M2.5 13h11"],
  chart: ["M2.5 13.5h11M4.5 11V8M8 11V4.5M11.5 11V6.5"],
  book: [
    "M8 4.5C6.5 3.3 4.5 3 2.5 3v9c2 0 4 .3 5.5 1.5C9.5 12.3 11.5 12 13.5 12V3c-2 0-4 .3-5.5 1.5zM8 4.5v9",
  ],
  scale: ["M8 2.5v11M5 13.5h6M3 4.5h10M3 4.5 1.5 9h3zM13 4.5 11.5 9h3z"],
  file: ["M4 2.5h5l3 3v8H4zM9 2.5v3h3M8 7.5v4M6.2 9.8 8 11.5l1.8-1.7"],
  clock: ["M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3.2l2.2 1.3"],
  mail: ["M2.5 4h11v8.5h-11zM2.5 4.5 8 9l5.5-4.5"],
  star: ["m8 2.5 1.7 3.5 3.8.500-2.8 2.7.700 3.8L8 11.2 4.6 13l.700-3.8L2.5 6.5 6.3 6z"],
  letter: ["M2.5 4h11v8.5h-11zM6 7l4 3M10 7l-4 3"],
  hook: [
    "M6 8.5a3 3 0 1 1 4.2-3.8M6.5 11a3 3 0 1 1-3.5-2.5M13 8.5a3 3 0 1 1-2.5 4.5M7 8.5 5 11.5h5.5M9 5.5l2 4",
  ],
  audit: ["M4 2.5h8v11H4zM6 5.5h4M6 8h4M6 10.5h2.5"],
  search: ["M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.5 10.5l3 3"],
  link: [
    "M6.5 9.5 9.5 6.5M7.5 4.8 9 3.3a2.6 2.6 0 0 1 3.7 3.7l-1.5 1.5M8.5 11.2 7 12.7A2.6 2.6 0 0 1 3.3 9l1.5-1.5",
  ],
  print: ["M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z"],
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  return (
    <svg class={small ? "icon small" : "icon"} viewBox="0 0 16 16" aria-hidden="true">
      {PATHS[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}

export function Brand() {
  return (
    <svg class="brand-mark" viewBox="0 0 20 20" aria-hidden="true">
      <rect class="whole" x="2.5" y="3.5" width="6" height="13" rx="1.5" />
      <rect class="mirrored" x="11.5" y="3.5" width="6" height="13" rx="1.5" />
    </svg>
  );
}
