/** Models with trouble stand first; among equals the order of the API stays. */
import type { MirrorModel } from "../../api/answers";

const WORST_FIRST = ["failed", "stale", "repairing", "loading", "live", "absent"] as const;

function rankOf({ state, proof }: MirrorModel): number {
  const rank = WORST_FIRST.indexOf(state);
  // Rows that differ from Odoo are worse than rows that are late.
  return proof?.equal === false ? Math.min(rank, 0.5) : rank;
}

export function worstFirst(models: readonly MirrorModel[]): readonly MirrorModel[] {
  return [...models].sort((left, right) => rankOf(left) - rankOf(right));
}

/** In the order in which they were first shown, so that no row moves under the pointer. */
export function inOrder(
  models: readonly MirrorModel[],
  order: readonly string[],
): readonly MirrorModel[] {
  const placeOf = ({ model }: MirrorModel) =>
    order.includes(model) ? order.indexOf(model) : order.length;
  return [...models].sort((left, right) => placeOf(left) - placeOf(right));
}
