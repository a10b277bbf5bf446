/** Lists below unfolded rows: each is loaded while its row is open. */
import { useEffect, useMemo } from "preact/hooks";
import { type List, listOf, type Page } from "./list";

/** Loads the first page of each list; answers the list of a URL. */
export function useLists<P extends Page>(urls: readonly string[]): (url: string) => List<P> {
  const names = urls.join("\n");
  // The names say whether the URLs are the same; a new array of the same ones is no change.
  const stable = useMemo(() => (names === "" ? [] : names.split("\n")), [names]);
  useEffect(() => {
    const lists = stable.map((url) => listOf<P>(url));
    for (const list of lists) {
      list.users += 1;
      if (list.state.peek().pages.length === 0) list.restart();
    }
    return () => {
      for (const list of lists) list.users -= 1;
    };
  }, [stable]);
  return (url) => listOf<P>(url);
}
