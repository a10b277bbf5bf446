/** Own icons on a grid of 16 px. They only accompany words, so they are hidden from readers. */

const PATHS = {
  in: ["M8 2.5v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11"],
  out: ["M8 10.5v-8M4.5 6 8 2.5 11.5 6M2.5 13.5h11"],
  mirror: [
    "M3.5 3h2.5a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H3.5a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z",
    "M10 3h2.5a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H10a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z",
  ],
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
