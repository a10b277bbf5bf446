import { useRef } from "preact/hooks";
import type { Answer, Mirror, MirrorModel } from "../../api/answers";
import { useQuery } from "../../api/query";
import { count } from "../../format";
import { now } from "../../format/now";
import { Grid } from "../../grid/grid";
import { place } from "../../router";
import { session } from "../../session/session";
import { t } from "../../text";
import { ScreenHead } from "../../ui/head";
import { StaleNote } from "../../ui/outdated";
import { ProblemPanel } from "../../ui/problem-panel";
import { Skeleton } from "../../ui/skeleton";
import { StartRun } from "../runs/start";
import { ProofCard, RunCard } from "./cards";
import { mirrorColumns } from "./columns";
import { AlarmPanel } from "./decision";
import { HistoryCard } from "./history";
import { HOURS, slotsOf } from "./hours";
import { inOrder, worstFirst } from "./trouble";

const HISTORY = `/v1/mirror/history?hours=${HOURS}&limit=${HOURS}`;
const CALM_SECONDS = 30;
const RUNNING_SECONDS = 5;

/** What runs is asked for often; the rest seldom. */
function useMirror() {
  const calm = useQuery<Mirror>("/v1/mirror", CALM_SECONDS);
  const running = calm.data?.active_run != null;
  return useQuery<Mirror>("/v1/mirror", running ? RUNNING_SECONDS : CALM_SECONDS);
}

/** What has trouble when the page is opened stands first; later no row moves. */
function useOrder(models: readonly MirrorModel[]): readonly MirrorModel[] {
  const order = useRef<readonly string[]>([]);
  if (order.current.length === 0) order.current = worstFirst(models).map(({ model }) => model);
  return inOrder(models, order.current);
}

export function MirrorScreen() {
  const query = useMirror();
  const { data, problem, again } = query;
  const history = useQuery<Answer<"/v1/mirror/history">>(HISTORY, 300);
  const slots = slotsOf(history.data?.data ?? [], now.value);
  const models = useOrder(data?.models ?? []);
  const version = session.value?.tenant.odoo_version;
  return (
    <>
      <ScreenHead title={t("mirror.title")} aside={version && t("mirror.odoo", { version })}>
        <StartRun />
      </ScreenHead>
      <StaleNote query={query} />
      {problem && !data && <ProblemPanel problem={problem} retry={again} />}
      {!problem && !data && <Skeleton />}
      {data && (
        <>
          {data.alarms.map((alarm) => (
            <AlarmPanel key={alarm.id} alarm={alarm} />
          ))}
          <div class="cards three">
            <ProofCard freshness={data.freshness} />
            <RunCard run={data.active_run} />
            <HistoryCard slots={slots} />
          </div>
          <Grid
            label={t("mirror.title")}
            columns={mirrorColumns(models, slots)}
            rows={models}
            rowKey={(model) => model.model}
            total={models.length}
            entry={place.value.entry}
            notice={<span>{t("model.count", { n: count(models.length) }, models.length)}</span>}
          />
        </>
      )}
    </>
  );
}
