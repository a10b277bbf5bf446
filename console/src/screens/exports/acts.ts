import { useAct } from "../../api/act";
import type { Export } from "../../api/answers";
import { client } from "../../api/client";
import { refreshAnswers } from "../../api/query";

/** Cancel, and again: what can be done with an export beside fetching its file. */
export function useExportActs(done: (order: Export) => void) {
  const after = (order: Export) => {
    refreshAnswers("/v1/exports");
    done(order);
  };
  const params = (id: string, key: string) => ({
    params: { path: { id }, header: { "Idempotency-Key": key } },
    body: {},
  });
  const cancel = useAct(
    (id: string, key: string) => client.POST("/v1/exports/{id}/cancel", params(id, key)),
    after,
  );
  const retry = useAct(
    (id: string, key: string) => client.POST("/v1/exports/{id}/retry", params(id, key)),
    after,
  );
  return { cancel, retry };
}
