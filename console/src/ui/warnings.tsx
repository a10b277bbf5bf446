import type { Ageing } from "../api/answers";
import { Icon } from "../look/icons";

/** What the report had to assume. */
export function Warnings({ warnings }: { warnings: Ageing["warnings"] }) {
  return (
    <>
      {warnings.map((warning) => (
        <p key={warning.code} class="row warning">
          <Icon name="warn" />
          <span>
            {warning.detail} <span class="quiet">{warning.hint}</span>
          </span>
        </p>
      ))}
    </>
  );
}
