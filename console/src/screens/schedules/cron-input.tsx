import { useEffect, useState } from "preact/hooks";
import type { Problem, Schema } from "../../api/answers";
import { client } from "../../api/client";
import { problemOf, violationOf } from "../../api/problem";
import { exactIn, instantIn } from "../../format";
import { language } from "../../session/preferences";
import { t } from "../../text";
import { Input } from "../../ui/inputs";
import { useDelayed } from "../../ui/use-delayed";
import { capital } from "./what";

const COMMON = ["0 7 * * 1-5", "30 6 * * *", "0 8 1 * *", "0 8 * * 1", "0 * * * *"] as const;
const WRITING_MS = 300;

export const USUAL_CRON: string = COMMON[0];

type Preview = Schema<"SchedulePreview">;

interface Sketch {
  preview: Preview | null;
  problem: Problem | null;
}

const NOTHING: Sketch = { preview: null, problem: null };

/** What the API makes of a cron line: its words and the next times. */
function useSketch(cron: string, zone: string): Sketch {
  const [sketch, setSketch] = useState<Sketch>(NOTHING);
  const asked = useDelayed(`${cron.trim()}\n${zone.trim()}`, WRITING_MS);
  useEffect(() => {
    const [line = "", time_zone = ""] = asked.split("\n");
    if (line === "") return setSketch(NOTHING);
    const controller = new AbortController();
    const body = { cron: line, ...(time_zone === "" ? {} : { time_zone }) };
    client
      .POST("/v1/schedules/preview", { body, signal: controller.signal })
      .then(({ data, error, response }) => {
        setSketch({ preview: data ?? null, problem: data ? null : problemOf(error, response) });
      })
      // Without an answer the form can still be sent, which says what is wrong.
      .catch(() => undefined);
    return () => controller.abort();
  }, [asked]);
  return sketch;
}

interface Props {
  cron: string;
  zone: string;
  onCron: (cron: string) => void;
  fault?: string | undefined;
}

/** A time table, with its words and its next times while it is written. */
export function CronInput({ cron, zone, onCron, fault }: Props) {
  const { preview, problem } = useSketch(cron, zone);
  const wrong = violationOf(problem, "cron") ?? violationOf(problem, "time_zone");
  return (
    <div class="cron">
      <Input
        label={t("schedule.cron")}
        value={cron}
        onValue={onCron}
        list={COMMON}
        required
        fault={fault ?? wrong ?? (problem ? problem.detail : undefined)}
      />
      {preview && !problem && (
        <div class="quiet" role="status">
          <b>{capital(preview.in_words[language.value])}</b>
          <ol class="instants">
            {preview.upcoming.map((at) => (
              <li key={at} title={exactIn(at, preview.time_zone)}>
                {instantIn(at, preview.time_zone)}
              </li>
            ))}
          </ol>
        </div>
      )}
    </div>
  );
}
