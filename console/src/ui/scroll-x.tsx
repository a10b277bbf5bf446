import type { ComponentChildren } from "preact";

/** A small table that may be wider than its place; the keyboard scrolls it, too. */
export function ScrollX({ children }: { children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div class="scroll-x" tabIndex={0}>
      {children}
    </div>
  );
}
