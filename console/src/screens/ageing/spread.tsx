import { isNegative, thousandths } from "../../format/decimal";
import { bucketTone } from "./bucket";

interface Props {
  amounts: readonly string[];
  total: string;
}

/** How a total is spread over the buckets. It only repeats numbers that stand beside it. */
export function Spread({ amounts, total }: Props) {
  const parts = amounts.map((amount) =>
    isNegative(amount) === isNegative(total) ? Math.abs(thousandths(amount, total) ?? 0) : 0,
  );
  return (
    <span class="spread" aria-hidden="true">
      {parts.map((part, index) =>
        part < 4 ? null : (
          <i
            key={index}
            class={`b${bucketTone(index, amounts.length)}`}
            style={{ flexGrow: part, flexBasis: "0" }}
          />
        ),
      )}
    </span>
  );
}
