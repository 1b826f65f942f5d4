import { call, problemOf } from './ipc/call';
import type { AppView, Idling, LeftOver, OpenedView, Scope, UiError } from './ipc/contract';
import { coverAll } from './parts/reveal.svelte';
import type { Screen } from './words/screens';

/** What every screen shares: how things stand, and which screen is shown. */
export const session = $state({
  view: null as AppView | null,
  screen: 'start' as Screen,
  /** What the plan is about. */
  scope: 'everything' as Scope,
  /** A neutral panel covers the window; nothing is forgotten. */
  covered: false,
  /** Keys are being forgotten; nothing is shown meanwhile. */
  blank: false,
  /** Locking was asked for and failed. */
  lockFailed: false,
  /** Whether the app is about to lock because nobody seems to be here. */
  idling: { state: 'here' } as Idling,
  /** Why a deletion did not come to its end; said until something is opened. */
  undeleted: null as UiError | null,
  /** What the latest opening found; said on the first screen after it, until another one is shown. */
  opened: null as OpenedView | null,
  /** What the deletion of everything left behind; nothing when all is gone. Said until the window is closed. */
  wiped: null as LeftOver[] | null,
});

/** Shows another screen; the plan is the whole one unless said otherwise. */
export function go(screen: Screen, scope: Scope = 'everything'): void {
  coverAll();
  session.opened = null;
  session.scope = scope;
  session.screen = screen;
}

/** Takes a new state of things and shows the step that comes next. */
export function enter(view: AppView): void {
  session.view = view;
  if (view.case !== null) session.undeleted = null;
  go(nextStep(view));
}

/** As `enter`, right after something was opened: the first screen says what that found. */
export function arrive(view: AppView): void {
  enter(view);
  session.opened = view.opened;
}

/** Deletes. After a refusal a part may be gone already, so it is asked again how things stand. */
export async function end(what: 'practice_end' | 'wipe'): Promise<void> {
  session.undeleted = null;
  try {
    if (what === 'practice_end') return enter(await call(what, null));
    const { view, left } = await call(what, null);
    session.wiped = left;
    enter(view);
  } catch (reason) {
    session.undeleted = problemOf(reason);
    await refresh().catch(() => undefined);
    throw reason;
  }
}

/** Asks again how things stand, and stays on this screen unless the case was closed. */
export async function refresh(): Promise<void> {
  const view = await call('app_view', null);
  if (view.case === null) enter(view);
  else session.view = view;
}

/** Blanks at once, then forgets the keys. */
export async function lock(): Promise<void> {
  coverAll();
  session.blank = true;
  session.lockFailed = false;
  try {
    enter(await call('lock', null));
    session.blank = false;
  } catch {
    session.lockFailed = true;
  }
}

/** Takes what the app says of who is here. */
export function idle(next: Idling): void {
  session.idling = next;
  if (next.state !== 'covered') return;
  coverAll();
  session.covered = true;
}

/** The app locked: nothing stays on the screen until it is known how things stand. */
export async function locked(): Promise<void> {
  coverAll();
  session.blank = true;
  session.covered = false;
  session.idling = { state: 'here' };
  await refresh().then(
    () => (session.blank = false),
    () => undefined,
  );
}

/** Covers the window, or uncovers it. */
export function toggleCover(): void {
  coverAll();
  session.covered = !session.covered;
}

/** Whether a step can be opened yet. */
export function isOpen(screen: Screen, view: AppView | null): boolean {
  const audit = view?.case ?? null;
  if (audit === null) return screen === 'start';
  switch (screen) {
    case 'start':
      return false;
    case 'attest':
    case 'ledger':
    case 'keys':
    case 'end':
      return true;
    case 'profile':
      return audit.attested;
    case 'plan':
      return audit.attested && audit.identifiers > 0;
    case 'scan':
    case 'review':
    case 'danger':
    case 'tasks':
    case 'export':
      return audit.attested && audit.scanned;
  }
}

function nextStep(view: AppView): Screen {
  const audit = view.case;
  if (audit === null) return 'start';
  if (!audit.attested) return 'attest';
  if (!audit.scanned) return 'profile';
  if (audit.undecided > 0) return 'review';
  return audit.mine > 0 ? 'tasks' : 'scan';
}
