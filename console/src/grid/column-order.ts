/** Which columns stand in which order, by their keys; the usual order is that of the report. */

type Keys = readonly string[];

/** Takes a column away, or puts it before the first one that usually stands behind it. */
export function turned(shown: Keys, usual: Keys, key: string): Keys {
  if (shown.includes(key)) return shown.filter((each) => each !== key);
  const behind = usual.slice(usual.indexOf(key) + 1);
  const at = shown.findIndex((each) => behind.includes(each));
  return at < 0 ? [...shown, key] : [...shown.slice(0, at), key, ...shown.slice(at)];
}

/** Changes places with the neighbour before (-1) or behind (1). */
export function stepped(shown: Keys, key: string, by: -1 | 1): Keys {
  const at = shown.indexOf(key);
  const other = shown[at + by];
  if (at < 0 || other === undefined) return shown;
  return shown.map((each) => (each === key ? other : each === other ? key : each));
}
