/**
 * The pages without the app: `npm run dev`, then `/dev/index.html?from=open&at=plan`.
 * `from` is a state of dev/sample.ts, `at` a screen, `axe` lists what axe finds. `do` is done in its order: a `data-test` is
 * pressed, `data-test=text` is typed into it, and `open` opens every fold.
 */
import { mockIPC } from '@tauri-apps/api/mocks';
import { tick } from 'svelte';

import type { AppView, Commands } from '../src/ipc/contract';
import type { Screen } from '../src/words/screens';
import { makeAnswers } from './answers';
import * as sample from './sample';

const asked = new URLSearchParams(location.search);
const states: Record<string, AppView> = {
  closed: sample.closed,
  locked: sample.locked,
  bare: sample.bare,
  silent: sample.silent,
  older: sample.older,
  damaged: sample.damaged,
  torn: sample.torn,
  changed: sample.changed,
  copied: sample.copied,
  unreadable: sample.unreadable,
  stubborn: sample.stubborn,
  fresh: sample.fresh,
  open: sample.open,
};
const answers = makeAnswers(states[asked.get('from') ?? 'closed'] ?? sample.closed);

mockIPC(
  (name, payload) => {
    const answer = answers[name as keyof Commands] as ((request: unknown) => unknown) | undefined;
    const request = (payload as { request?: unknown } | undefined)?.request;
    return answer?.(request);
  },
  { shouldMockEvents: true },
);

await import('../src/main');
const { go } = await import('../src/session.svelte');

async function settle() {
  for (let round = 0; round < 5; round += 1) {
    await new Promise((done) => setTimeout(done, 20));
    await tick();
  }
}

await settle();
const screen = asked.get('at');
if (screen) go(screen as Screen);
await settle();
for (const step of [...asked.getAll('click'), ...asked.getAll('do')]) {
  const [test, text] = step.split('=');
  const found = document.querySelector<HTMLElement>(`[data-test="${test}"]`);
  if (test === 'open') for (const fold of document.querySelectorAll('details')) fold.open = true;
  else if (text === undefined) found?.click();
  else if (found instanceof HTMLInputElement) {
    found.value = text;
    found.dispatchEvent(new Event('input', { bubbles: true }));
  }
  await settle();
}
if (asked.has('bottom')) document.querySelector('.scroll')?.scrollTo(0, Number(asked.get('bottom')));
if (asked.has('axe')) {
  const axe = (await import('axe-core')).default;
  const { violations } = await axe.run(document);
  const report = document.createElement('pre');
  report.id = 'axe';
  report.textContent = violations
    .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`))
    .join('\n');
  document.body.append(report);
}
document.documentElement.dataset.ready = 'yes';
