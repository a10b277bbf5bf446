/** A screen is loaded when it is first opened, so that the first load stays small. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { unreachable } from "../api/problem";
import { ProblemPanel } from "../ui/problem-panel";
import { Skeleton } from "../ui/skeleton";

export interface ScreenProps {
  /** The part of the path that names what is shown. */
  id: string;
}

export type Load = () => Promise<ComponentType<ScreenProps>>;

const loaded = new Map<Load, ComponentType<ScreenProps>>();

export function Lazy({ load, id, wait }: ScreenProps & { load: Load; wait?: boolean }) {
  const [failed, setFailed] = useState(false);
  const [, redraw] = useState(0);
  useEffect(() => {
    if (loaded.has(load)) return;
    load().then(
      (screen) => {
        loaded.set(load, screen);
        redraw((count) => count + 1);
      },
      () => setFailed(true),
    );
  }, [load]);
  const Screen = loaded.get(load);
  // After an update the old files are gone: loading the page again brings the new ones.
  if (failed && !Screen) {
    return (
      <ProblemPanel problem={unreachable(location.pathname)} retry={() => location.reload()} />
    );
  }
  if (!Screen) return wait ? null : <Skeleton />;
  return <Screen id={id} />;
}
