/** What a view remembers for its history entry, so that "back" returns to the same row. */

export interface Spot {
  top: number;
  row: number;
  column: number;
}

const spots = new Map<string, Spot>();
const LIMIT = 100;

export function rememberSpot(entry: string, spot: Spot): void {
  spots.delete(entry);
  spots.set(entry, spot);
  const oldest = spots.keys().next().value;
  if (spots.size > LIMIT && oldest !== undefined) spots.delete(oldest);
}

export function spotOf(entry: string): Spot | undefined {
  return spots.get(entry);
}
