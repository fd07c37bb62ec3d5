import type { ComponentChildren } from "preact";
import { AuditPage } from "./access/audit";
import { TokensPage } from "./access/page";
import { AlertsPage } from "./alerts/page";
import type { Session } from "./api";
import { CollectionPage } from "./collection/page";
import { CoveragePage } from "./coverage/page";
import { DigestPage } from "./digest/page";
import { EventsPage } from "./events/page";
import { InstancesPage } from "./instances/page";
import { LocksPage } from "./locks/page";
import { OverviewPage } from "./overview/page";
import { PlanPage } from "./plan/page";
import { ReportsPage } from "./reports/page";
import type { Route } from "./route";
import { RowChangesPage } from "./row-changes/page";
import { RunningPage } from "./running/page";
import { LoadPage } from "./server/page";
import { SettingsPage } from "./settings/page";
import { SlowQueryPage } from "./slow/page";
import { StatusPage } from "./status/page";
import { StoragePage } from "./storage/page";
import { t } from "./text";

export interface Page {
  /** The first word of the address. */
  name: string;
  title: () => string;
  /** The letter that leads here after `g`. */
  letter?: string;
  isInMenu: boolean;
  /** Whether it shows a stretch of time. */
  hasRange: boolean;
  /** Whether only admins may see it. */
  isOfAdmins: boolean;
  show: (route: Route, session: Session) => ComponentChildren;
}

function page(name: string, title: Parameters<typeof t>[0], show: Page["show"], more: Partial<Page> = {}): Page {
  return { name, title: () => t(title), show, isInMenu: true, hasRange: true, isOfAdmins: false, ...more };
}

/** Every page, in the order of the menu. */
export const PAGES: Page[] = [
  page("", "overview", () => <OverviewPage />, { letter: "o", hasRange: false }),
  page("load", "load", (route) => <LoadPage route={route} />, { letter: "l" }),
  page("digest", "load", (route) => <DigestPage route={route} />, { isInMenu: false }),
  page("running", "running", (route) => <RunningPage route={route} />, { letter: "r", hasRange: false }),
  page("slow-queries", "slowQueries", (route) => <SlowQueryPage route={route} />, { letter: "s" }),
  page("locks", "locks", (route) => <LocksPage route={route} />, { letter: "k" }),
  page("status", "status", (route) => <StatusPage route={route} />, { letter: "v" }),
  page("storage", "storage", (route) => <StoragePage route={route} />, { letter: "d" }),
  page("events", "events", (route) => <EventsPage route={route} />, { letter: "e" }),
  page("row-changes", "rowChanges", (route) => <RowChangesPage route={route} />, { letter: "b" }),
  page("coverage", "coverage", (route) => <CoveragePage route={route} />, { letter: "c" }),
  page("collection", "collection", (_, session) => <CollectionPage session={session} />, { letter: "w", hasRange: false }),
  page("alerts", "alerts", (route, session) => <AlertsPage route={route} session={session} />, { letter: "a" }),
  page("reports", "reports", (route) => <ReportsPage route={route} />, { letter: "m", hasRange: false }),
  page("plan", "plan", (route) => <PlanPage route={route} />, { letter: "p", hasRange: false }),
  page("instances", "instances", (_, session) => <InstancesPage session={session} />, { letter: "i", hasRange: false }),
  page("tokens", "tokens", (_, session) => <TokensPage session={session} />, { letter: "t", hasRange: false, isOfAdmins: true }),
  page("audit", "audit", (route, session) => <AuditPage route={route} session={session} />, { letter: "u", isOfAdmins: true }),
  page("settings", "settings", () => <SettingsPage />, { letter: ",", hasRange: false }),
];
