import type { Answer } from "../api/answers";
import { useQuery } from "../api/query";

/** What people call a model of Odoo: the API says it in the person's language. */
export function useModelLabels(): (model: string) => string {
  const { data } = useQuery<Answer<"/v1/mirror">>("/v1/mirror", 60);
  const labels = new Map(data?.models.map(({ model, label }) => [model, label]));
  return (model) => labels.get(model) ?? model;
}
