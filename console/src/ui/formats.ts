import type { Answer, Schema } from "../api/answers";
import { useQuery } from "../api/query";
import { t } from "../text";

export type Format = Schema<"ExportFormat">;

const USUAL: readonly Format[] = ["xlsx"];

/** The formats of a report's files as choices; until the API has listed them, the usual one. */
export function useFormats(report: string | null): readonly (readonly [Format, string])[] {
  const { data } = useQuery<Answer<"/v1/reports">>(report === null ? null : "/v1/reports", 3_600);
  const formats = data?.data.find(({ key }) => key === report)?.formats ?? USUAL;
  return formats.map((format) => [format, t(`format.${format}`)] as const);
}
