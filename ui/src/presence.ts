/** Tells the app that somebody is here. When to lock is decided there, and never by a clock of the page. */
import { call } from './ipc/call';
import type { Unsaved } from './ipc/contract';
import { session } from './session.svelte';

/** Whoever moves the mouse all the time is told of this often. */
export const GAP_MS = 10_000;
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'input'] as const;

/** Fields that were typed into; a page that saves empties its fields. */
const touched = new Set<HTMLInputElement | HTMLTextAreaElement>();

/** Listens to the window; the result stops listening. */
export function watchPresence(): () => void {
  let told = -Infinity;
  let later: ReturnType<typeof setTimeout> | undefined;

  function tell() {
    clearTimeout(later);
    later = undefined;
    told = performance.now();
    session.idling = { state: 'here' };
    // A page that cannot tell is locked sooner, and that is the safe mistake.
    call('still_here', { unsaved: unsaved() }).catch(() => undefined);
  }

  function notice(event: Event) {
    if (event.type === 'input' && isField(event.target)) touched.add(event.target);
    if (!session.view?.case) return;
    const wait = told + GAP_MS - performance.now();
    if (wait <= 0 || session.idling.state === 'locking') tell();
    // The last of it is told too, so that nothing typed is missing there.
    else later ??= setTimeout(tell, wait);
  }

  for (const sign of SIGNS) window.addEventListener(sign, notice, { capture: true, passive: true });
  return () => {
    clearTimeout(later);
    touched.clear();
    for (const sign of SIGNS) window.removeEventListener(sign, notice, { capture: true });
  };
}

/** What stands typed and is not saved. A passphrase is never among it. */
function unsaved(): Unsaved[] {
  for (const field of touched) if (!field.isConnected) touched.delete(field);
  return [...touched]
    .filter((field) => field.value.trim() !== '')
    .map((field) => ({ label: field.labels?.[0]?.textContent?.trim() ?? '', text: field.value }));
}

function isField(at: EventTarget | null): at is HTMLInputElement | HTMLTextAreaElement {
  if (at instanceof HTMLTextAreaElement) return true;
  // A secret that is shown while it is typed is still a secret.
  return at instanceof HTMLInputElement && ['text', 'date'].includes(at.type) && !at.closest('[data-secret]');
}
