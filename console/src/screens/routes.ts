/** Every screen behind sign-in: its path, whether it needs a company, and where its code is. */
import type { ComponentType } from "preact";
import type { Load, ScreenProps } from "../router/lazy";

export interface Route {
  path: RegExp;
  load: Load;
  /** Shows the books of a company, which its URL names. */
  company: boolean;
}

type Part = () => Promise<ComponentType<ScreenProps>>;

const books = (path: RegExp, load: Part): Route => ({ path, load, company: true });
const other = (path: RegExp, load: Part): Route => ({ path, load, company: false });

export const ROUTES: readonly Route[] = [
  books(/^\/c\/$/, () => import("./overview").then((part) => part.OverviewScreen)),
  books(/^\/c\/receivables$/, () => import("./ageing").then((part) => part.Receivables)),
  books(/^\/c\/payables$/, () => import("./ageing").then((part) => part.Payables)),
  books(/^\/c\/receivables\/items$/, () => import("./items").then((part) => part.Receivables)),
  books(/^\/c\/payables\/items$/, () => import("./items").then((part) => part.Payables)),
  books(/^\/c\/receivables\/tie-out$/, () => import("./tie-out").then((part) => part.Receivables)),
  books(/^\/c\/payables\/tie-out$/, () => import("./tie-out").then((part) => part.Payables)),
  books(/^\/c\/partners$/, () => import("./partners").then((part) => part.PartnersScreen)),
  books(/^\/c\/partners\/(\d+)$/, () => import("./partners").then((part) => part.PartnerScreen)),
  books(/^\/c\/ledger$/, () => import("./ledger").then((part) => part.LedgerScreen)),
  books(/^\/c\/partner-ledger$/, () =>
    import("./partner-ledger").then((part) => part.PartnerLedgerScreen),
  ),
  books(/^\/c\/trial-balance$/, () =>
    import("./trial-balance").then((part) => part.TrialBalanceScreen),
  ),
  books(/^\/c\/journal-items$/, () =>
    import("./journal-items").then((part) => part.JournalItemsScreen),
  ),
  books(/^\/c\/treasury$/, () => import("./treasury").then((part) => part.TreasuryScreen)),
  books(/^\/c\/collections$/, () => import("./collections").then((part) => part.CollectionsScreen)),
  other(/^\/c\/exports$/, () => import("./exports").then((part) => part.ExportsScreen)),
  other(/^\/c\/mails$/, () => import("./exports").then((part) => part.MailsScreen)),
  other(/^\/c\/schedules$/, () => import("./schedules").then((part) => part.SchedulesScreen)),
  other(/^\/c\/schedules\/([0-9a-f-]+)$/, () =>
    import("./schedules").then((part) => part.ScheduleScreen),
  ),
  other(/^\/c\/statements$/, () => import("./statements").then((part) => part.StatementsScreen)),
  books(/^\/c\/statements\/new$/, () =>
    import("./statements").then((part) => part.NewStatementsScreen),
  ),
  other(/^\/c\/statements\/([0-9a-f-]{8,})$/, () =>
    import("./statements").then((part) => part.StatementRunScreen),
  ),
  other(/^\/c\/views$/, () => import("./views").then((part) => part.ViewsScreen)),
  other(/^\/c\/me$/, () => import("./me").then((part) => part.MeScreen)),
  other(/^\/c\/mirror$/, () => import("./mirror").then((part) => part.MirrorScreen)),
  other(/^\/c\/alarms$/, () => import("./mirror").then((part) => part.AlarmsScreen)),
  other(/^\/c\/runs$/, () => import("./runs").then((part) => part.RunsScreen)),
  other(/^\/c\/runs\/([0-9a-f-]+)$/, () => import("./runs").then((part) => part.RunScreen)),
  other(/^\/c\/runs\/([0-9a-f-]+)\/missing-rows$/, () =>
    import("./runs").then((part) => part.MissingRowsScreen),
  ),
  other(/^\/c\/dead-letters$/, () =>
    import("./dead-letters").then((part) => part.DeadLettersScreen),
  ),
  other(/^\/c\/keys$/, () => import("./keys").then((part) => part.KeysScreen)),
  other(/^\/c\/people$/, () => import("./people").then((part) => part.PeopleScreen)),
  other(/^\/c\/audit$/, () => import("./audit").then((part) => part.AuditScreen)),
  other(/^\/c\/tenant$/, () => import("./tenant").then((part) => part.TenantScreen)),
  other(/^\/c\/webhooks$/, () => import("./webhooks").then((part) => part.WebhooksScreen)),
];

export function routeOf(path: string): { route: Route; id: string } | null {
  for (const route of ROUTES) {
    const match = route.path.exec(path);
    if (match) return { route, id: match[1] ?? "" };
  }
  return null;
}
