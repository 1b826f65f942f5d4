import { render } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import { closed, fresh, locked, open } from '../dev/sample';
import { expectAccessible, has, part, play, press, refuse, say, screen, settle, textOf, type, typed } from '../test/app';
import App from './App.svelte';
import { go } from './session.svelte';
import type { AppView } from './ipc/contract';

async function start(view: AppView, changed = {}) {
  play(view, changed);
  render(App);
  await settle();
}

function keys(key: string) {
  window.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, shiftKey: true }));
}

test('the first start offers an audit and practice, and says what leaves the computer', async () => {
  await start(closed);
  expect(has('start-audit') && has('start-practice'), 'both ways are open').toBe(true);
  expect(screen.getByText(/Nothing leaves this computer until you have seen and allowed it/)).toBeTruthy();
  expect(has('lock'), 'there is nothing to lock yet').toBe(false);
  await expectAccessible();
});

test('Hide covers the window and keeps what was typed', async () => {
  await start(closed);
  await press('start-audit');
  await type('create-label', 'half a sentence');
  keys('H');
  await settle();
  expect(has('cover-panel'), 'a neutral panel is there').toBe(true);
  expect(document.querySelector<HTMLElement>('.shell')?.inert, 'nothing behind it can be reached').toBe(true);
  await press('uncover');
  expect(typed('create-label'), 'nothing typed is lost').toBe('half a sentence');
});

test('Lock blanks the window before the app has answered', async () => {
  let answer: (view: AppView) => void = () => undefined;
  await start(open, { lock: () => new Promise<AppView>((done) => (answer = done)) });
  keys('L');
  await settle();
  expect(has('blank') && document.querySelector('.shell') === null, 'nothing stays on the screen meanwhile').toBe(true);
  answer(locked);
  await settle();
  expect(has('unlock-passphrase'), 'the way back is the passphrase').toBe(true);
});

test('a lock that failed stays blank and says so', async () => {
  await start(open, { lock: refuse('bug') });
  await press('lock');
  expect(document.querySelector('.shell'), 'values must not come back').toBeNull();
  expect(screen.getByText(/Close this window to be sure/)).toBeTruthy();
});

test('when the app locks itself, the start screen comes back', async () => {
  let view: AppView = open;
  await start(open, { app_view: () => view });
  view = locked;
  await say('locked');
  await settle();
  expect(has('unlock-passphrase')).toBe(true);
});

test('steps that are not ready cannot be opened', async () => {
  await start(fresh);
  expect(part('rail-attest').getAttribute('aria-current'), 'the first step is the current one').toBe('step');
  for (const step of ['profile', 'plan', 'scan', 'review', 'danger', 'tasks', 'export']) {
    expect(part<HTMLButtonElement>(`rail-${step}`).disabled, `${step} needs what comes before it`).toBe(true);
  }
  await expectAccessible();
});

test('practice is plain to see on every step, and a real audit does not say it', async () => {
  await start(open);
  for (const step of ['attest', 'profile', 'plan', 'scan', 'review', 'danger', 'tasks', 'export', 'ledger', 'keys', 'end'] as const) {
    go(step);
    await settle();
    expect(textOf(part('practice-badge')), step).toBe('Practice - invented person');
    expect(document.querySelector('h1'), `${step} has a title`).not.toBeNull();
  }
});

test('the window title stays neutral', async () => {
  document.title = 'Unlisted';
  await start(open);
  go('review');
  await settle();
  expect(document.title).toBe('Unlisted');
});

test('an app that does not answer can be asked again', async () => {
  let fails = true;
  await start(closed, {
    app_view: () => {
      if (fails) throw new Error('not yet');
      return closed;
    },
  });
  expect(part('problem').dataset.code).toBe('bug');
  fails = false;
  screen.getByText('Try again').click();
  await settle();
  expect(has('start-audit')).toBe(true);
});
