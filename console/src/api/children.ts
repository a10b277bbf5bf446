/** Lists below unfolded rows: each is loaded while its row is open. */
import { useEffect, useMemo } from "preact/hooks";
import { type List, type ListState, listOf, type Page } from "./list";

/** Whether the rows of a list are of other books than those of `version`. */
export function isBehind(
  { pages, loading, outdated }: ListState<Page>,
  version: number | undefined,
): boolean {
  const first = pages[0];
  if (!first || loading) return false;
  return outdated || first.freshness.mirror_version !== version;
}

interface Lists<P extends Page> {
  of: (url: string) => List<P>;
  /** A list has other books than the rows above it. */
  behind: boolean;
}

/** Loads the first page of each list, again if the rows above are of another mirror version. */
export function useLists<P extends Page>(
  urls: readonly string[],
  version: number | undefined,
): Lists<P> {
  const names = urls.join("\n");
  // The names say whether the URLs are the same; a new array of the same ones is no change.
  const stable = useMemo(() => (names === "" ? [] : names.split("\n")), [names]);
  useEffect(() => {
    const lists = stable.map((url) => listOf<P>(url));
    for (const list of lists) {
      list.users += 1;
      const state = list.state.peek();
      if (state.pages.length === 0 || isBehind(state, version)) list.restart();
    }
    return () => {
      for (const list of lists) list.users -= 1;
    };
  }, [stable, version]);
  return {
    of: (url) => listOf<P>(url),
    behind: stable.some((url) => isBehind(listOf<P>(url).state.value, version)),
  };
}
