import type { Mirror } from "../../api/answers";
import { useQuery } from "../../api/query";
import { Icon } from "../../look/icons";
import { t } from "../../text";
import { ScreenHead } from "../../ui/head";
import { ProblemPanel } from "../../ui/problem-panel";
import { Skeleton } from "../../ui/skeleton";
import { AlarmPanel } from "./decision";

export function AlarmsScreen() {
  const { data, problem, again } = useQuery<Mirror>("/v1/mirror", 15);
  return (
    <>
      <ScreenHead title={t("alarms.title")} />
      {problem && !data && <ProblemPanel problem={problem} retry={again} />}
      {!problem && !data && <Skeleton />}
      {data?.alarms.map((alarm) => (
        <AlarmPanel key={alarm.run_id + alarm.kind} alarm={alarm} />
      ))}
      {data?.alarms.length === 0 && (
        <section class="panel empty">
          <p class="row ok">
            <Icon name="check" />
            {t("alarms.none")}
          </p>
          <p class="quiet">{t("alarms.what")}</p>
        </section>
      )}
    </>
  );
}
