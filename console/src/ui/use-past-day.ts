import { useEffect } from "preact/hooks";
import { pastDay } from "../shell/stamp";

/** Marks the stamp while a page shows a day that was asked for. */
export function usePastDay(day: string | undefined): void {
  useEffect(() => {
    pastDay.value = day ?? null;
    return () => {
      pastDay.value = null;
    };
  }, [day]);
}
