import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { SignIn } from "../../api/answers";
import { useQuery } from "../../api/query";
import { Brand } from "../../look/icons";
import { givenLocale } from "../../session/preferences";
import { Preferences } from "../../shell/person-menu";
import { useTitle } from "../../ui/use-title";

/** How people of this tenant sign in. Its locale applies until it is known who is there. */
export function useSignIn() {
  const query = useQuery<SignIn>("/v1/sign-in", 300);
  const locale = query.data?.tenant.locale;
  useEffect(() => {
    if (locale !== undefined && givenLocale.peek() === null) givenLocale.value = locale;
  }, [locale]);
  return query;
}

interface Props {
  title: string;
  explain?: ComponentChildren;
  children: ComponentChildren;
}

/** The page of people who are not signed in. */
export function Frame({ title, explain, children }: Props) {
  useTitle(title);
  return (
    <div class="door">
      <main class="panel">
        <div class="mark">
          <Brand />
          Espejo
        </div>
        <h1>{title}</h1>
        {explain && <p class="quiet">{explain}</p>}
        {children}
      </main>
      <footer>
        <Preferences />
      </footer>
    </div>
  );
}
