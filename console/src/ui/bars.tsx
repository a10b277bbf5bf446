import { heightOf, largest } from "../screens/treasury/scale";

/** Per cent of the height; the names of the bars have the rest. */
const ROOM = 85;

export interface BarOf {
  key: string;
  /** Short, below the bar. */
  name: string;
  /** What it stands for, in words. */
  words: string;
  /** Null: it is not known. */
  text: string | null;
}

/** A series as bars; the last one is the present. A table beside it has the numbers. */
export function Bars({ bars }: { bars: readonly BarOf[] }) {
  const most = largest(bars.map(({ text }) => text ?? "0"));
  return (
    <ol class="bars" aria-hidden="true">
      {bars.map(({ key, name, words, text }) => {
        const height = heightOf(text ?? "0", most, ROOM);
        return (
          <li key={key} title={words}>
            <i
              class={height < 0 ? "neg" : ""}
              style={{ height: `${Math.max(2, Math.abs(height))}%` }}
            />
            <span>{name}</span>
          </li>
        );
      })}
    </ol>
  );
}
