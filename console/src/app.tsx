import { useEffect } from "preact/hooks";
import { go, place, safeReturn } from "./router";
import { Lazy, type Load } from "./router/lazy";
import { NotFound } from "./screens/not-found";
import { routeOf } from "./screens/routes";
import { InCompany } from "./session/companies";
import { watchConnection } from "./session/recovery";
import { loadSession, session, sessionProblem, signInHref } from "./session/session";
import { Shell } from "./shell/shell";
import { ProblemPanel } from "./ui/problem-panel";

const PUBLIC: Record<string, Load> = {
  "/c/sign-in": () => import("./screens/sign-in").then((part) => part.SignInScreen),
  "/c/forgotten-password": () => import("./screens/sign-in").then((part) => part.ForgottenScreen),
  "/c/invitation": () => import("./screens/sign-in").then((part) => part.InvitationScreen),
  "/c/password-reset": () => import("./screens/sign-in").then((part) => part.PasswordResetScreen),
};

function Screen({ path }: { path: string }) {
  const found = routeOf(path);
  if (!found) return <NotFound />;
  const { route, id } = found;
  const shown = <Lazy key={path} load={route.load} id={id} />;
  return route.company ? <InCompany>{shown}</InCompany> : shown;
}

function Private({ path }: { path: string }) {
  const present = session.value;
  useEffect(watchConnection, []);
  useEffect(() => {
    if (present === undefined) void loadSession();
    else if (present === null) go(signInHref(), "replace");
  }, [present]);
  if (sessionProblem.value) {
    return (
      <main class="alone">
        <ProblemPanel problem={sessionProblem.value} retry={() => void loadSession()} />
      </main>
    );
  }
  return present ? (
    <Shell>
      <Screen path={path} />
    </Shell>
  ) : null;
}

export function App() {
  const { path } = place.value;
  const home = path === "/" || path === "/c";
  useEffect(() => {
    if (home) go(safeReturn(null), "replace");
  }, [home]);
  if (home) return null;
  const load = PUBLIC[path];
  return load ? <Lazy key={path} load={load} id="" wait /> : <Private path={path} />;
}
