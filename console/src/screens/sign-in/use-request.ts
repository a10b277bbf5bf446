import { useState } from "preact/hooks";
import type { Problem } from "../../api/answers";

/** One request at a time: whether it runs, and the problem it ended with. */
export function useRequest() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = async (request: () => Promise<Problem | null>): Promise<Problem | null> => {
    if (busy) return problem;
    setBusy(true);
    try {
      const result = await request();
      setProblem(result);
      return result;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run };
}
