import { percent } from "../format";
import { thousandths } from "../format/decimal";

/** How much of `expected` is done, in thousandths; null if nobody knows how much is expected. */
export function shareOf(done: number, expected: number | null): number | null {
  const share = expected === null ? null : thousandths(String(done), String(expected));
  return share === null ? null : Math.min(1000, share);
}

interface Props {
  label: string;
  /** In thousandths. */
  share: number | null;
}

/** A bar of what is done. */
export function Bar({ label, share }: Props) {
  const known =
    share === null
      ? {}
      : { "aria-valuenow": Math.floor(share / 10), "aria-valuetext": percent(share) };
  return (
    <div
      class="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...known}
    >
      <i style={{ width: `${(share ?? 0) / 10}%` }} />
    </div>
  );
}
