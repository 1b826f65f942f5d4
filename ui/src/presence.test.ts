import { render } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';

import { locked, open } from '../dev/sample';
import { expectAccessible, has, part, play, press, requests, say, settle, textOf, words, type } from '../test/app';
import App from './App.svelte';
import { GAP_MS } from './presence';
import { go } from './session.svelte';
import type { AppView, WhyLocked } from './ipc/contract';

async function start(view: AppView, changed = {}) {
  play(view, changed);
  render(App);
  await settle();
}
const move = () => window.dispatchEvent(new Event('pointermove'));

test('moving the mouse is told once in ten seconds, and what is typed meanwhile is told after them', async () => {
  vi.useFakeTimers();
  await start(open);
  go('profile');
  await settle();
  for (let count = 0; count < 50; count += 1) move();
  expect(requests('still_here').length, 'the first sign counts').toBe(1);
  await press('kind-email');
  await type('add-text', 'wren@example.org');
  await vi.advanceTimersByTimeAsync(GAP_MS);
  const told = requests('still_here') as { unsaved: { label: string; text: string }[] }[];
  expect(told.length, 'one more after ten seconds').toBe(2);
  expect(told[1]?.unsaved.map((one) => one.text), 'with the last of it').toEqual(['wren@example.org']);
  await vi.advanceTimersByTimeAsync(10 * GAP_MS);
  expect(requests('still_here').length, 'nobody did anything since').toBe(2);
});

test('nothing is told of somebody who has nothing open, and no passphrase ever', async () => {
  await start(locked);
  await type('unlock-passphrase', 'not to be told');
  part('unlock-passphrase').closest('.field')?.querySelector('button')?.click();
  await settle();
  await type('unlock-passphrase', 'not to be told');
  move();
  expect(requests('still_here')).toEqual([]);
});

test('the warning is calm, names what is unsaved, and goes when somebody is here', async () => {
  await start(open);
  move();
  await say('idling', { state: 'locking', seconds: 30, unsaved: true });
  await settle();
  expect(part('idle-warning').closest('[role=status]'), 'it is read out politely').not.toBeNull();
  expect(words()).toContain('Locking in 30 seconds; move the mouse or press a key to stay.');
  expect(words()).toContain('Something you typed is not saved yet. It will be kept.');
  const before = requests('still_here').length;
  move();
  await settle();
  expect(requests('still_here').length, 'told at once: seconds count now').toBe(before + 1);
  expect(has('idle-warning')).toBe(false);
});

test('while a check runs the window is covered instead', async () => {
  await start(open);
  await say('idling', { state: 'covered' });
  await settle();
  expect(has('cover-panel')).toBe(true);
  move();
  await settle();
  expect(has('cover-panel'), 'whoever came by sees nothing before Continue is pressed').toBe(true);
  await press('uncover');
  expect(has('cover-panel')).toBe(false);
});

test('the start screen says softly why it locked', async () => {
  const said: [WhyLocked, string][] = [
    [{ why: 'idle', minutes: 5 }, 'Locked after 5 minutes without use.'],
    [{ why: 'idle', minutes: 1 }, 'Locked after 1 minute without use.'],
    [{ why: 'slept' }, 'Locked because the computer went to sleep.'],
    [{ why: 'screen_locked' }, 'Locked because the screen was locked.'],
  ];
  let view: AppView = open;
  let why: WhyLocked = { why: 'by_hand' };
  await start(open, { app_view: () => view, lock_why: () => why });
  for (const [next, sentence] of said) {
    view = locked;
    why = next;
    await say('locked');
    await settle();
    expect(textOf(part('why-locked')), next.why).toContain(sentence);
    view = open;
    go('profile');
  }
});

test('whoever locked it by hand is told nothing', async () => {
  await start(open);
  await press('lock');
  await settle();
  expect(has('unlock-passphrase') && !has('why-locked')).toBe(true);
});

test('what was typed and not saved is kept, covered, until it is dropped', async () => {
  let fields = [{ id: '0', label: 'E-mail address' }];
  await start(open, {
    unfinished_view: () => ({ fields }),
    unfinished_reveal: () => ({ text: 'wren@example.org' }),
    unfinished_drop: () => ({ fields: (fields = []) }),
  });
  expect(words(), 'a stream may be watching').not.toContain('wren@example.org');
  await expectAccessible();
  await press('reveal', part('unfinished'));
  expect(textOf(part('value', part('unfinished')))).toBe('wren@example.org');
  await press('unfinished-drop');
  expect(has('unfinished')).toBe(false);
});
