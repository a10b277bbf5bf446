import type { Answer } from "../api/answers";
import { useQuery } from "../api/query";

/** The name of a partner of whom only the number is known. */
export function PartnerName({ id }: { id: string | number }) {
  const { data } = useQuery<Answer<"/v1/partners/{id}">>(`/v1/partners/${id}`, 600);
  return <>{data?.data.name ?? `#${id}`}</>;
}
