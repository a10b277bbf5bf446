import { useEffect } from "preact/hooks";
import { go, place, safeReturn } from "./router";
import { AgeingScreen } from "./screens/ageing/ageing";
import { ItemsScreen } from "./screens/items/items";
import { MirrorScreen } from "./screens/mirror/mirror";
import { NotFound } from "./screens/not-found";
import { ForgottenScreen } from "./screens/sign-in/forgotten";
import { InvitationScreen } from "./screens/sign-in/invitation";
import { PasswordResetScreen } from "./screens/sign-in/password-reset";
import { SignInScreen } from "./screens/sign-in/sign-in";
import { loadSession, session, sessionProblem, signInHref } from "./session/session";
import { Shell } from "./shell/shell";
import { ProblemPanel } from "./ui/problem-panel";

function publicScreen(path: string) {
  switch (path) {
    case "/c/sign-in":
      return <SignInScreen />;
    case "/c/forgotten-password":
      return <ForgottenScreen />;
    case "/c/invitation":
      return <InvitationScreen />;
    case "/c/password-reset":
      return <PasswordResetScreen />;
    default:
      return null;
  }
}

function screen(path: string) {
  switch (path) {
    case "/c/receivables":
      return <AgeingScreen key={path} side="receivable" />;
    case "/c/payables":
      return <AgeingScreen key={path} side="payable" />;
    case "/c/receivables/items":
      return <ItemsScreen key={path} side="receivable" />;
    case "/c/payables/items":
      return <ItemsScreen key={path} side="payable" />;
    case "/c/mirror":
      return <MirrorScreen />;
    default:
      return <NotFound />;
  }
}

function Private({ path }: { path: string }) {
  const present = session.value;
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
  return present ? <Shell>{screen(path)}</Shell> : null;
}

export function App() {
  const { path } = place.value;
  const home = path === "/" || path === "/c" || path === "/c/";
  useEffect(() => {
    if (home) go(safeReturn(null), "replace");
  }, [home]);
  if (home) return null;
  return publicScreen(path) ?? <Private path={path} />;
}
