import { render } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import { closed, fresh, locked, open } from '../../../dev/sample';
import { expectAccessible, has, part, play, press, refuse, requests, settle, show, textOf, type } from '../../../test/app';
import App from '../../App.svelte';
import { go, session } from '../../session.svelte';
import End from './End.svelte';

test('everything is deleted only after the word was typed', async () => {
  await show(End, open, 'end');
  await expectAccessible();
  expect(part<HTMLButtonElement>('wipe-go').disabled).toBe(true);
  await type('wipe-word', 'delet');
  await press('wipe-go');
  expect(requests('wipe'), 'a slip of the hand deletes nothing').toEqual([]);
  await type('wipe-word', 'Delete');
  await press('wipe-go');
  expect(requests('wipe')).toEqual([null]);
  expect(session.screen).toBe('start');
});

test('practice can be ended', async () => {
  await show(End, open, 'end');
  await press('practice-end');
  expect(requests('practice_end')).toEqual([null]);
});

test.each([
  ['wipe', 'wipe-go', closed],
  ['wipe', 'wipe-go', locked],
  ['practice_end', 'practice-end', closed],
] as const)('after a refused %s the view is not stale, and the reason stays in sight', async (name, button, after) => {
  let view = open;
  play(open, {
    app_view: () => view,
    [name]: () => {
      view = after;
      return refuse('disk_failed')();
    },
  });
  render(App);
  await settle();
  go('end');
  await settle();
  if (name === 'wipe') await type('wipe-word', 'delete');
  await press(button);
  expect(session.view?.case, 'the audit is closed, and the page knows').toBeNull();
  expect(textOf(part('undeleted')), 'nobody thinks that all is gone').toContain('Not everything was deleted.');
  expect(document.querySelectorAll('[data-test="problem"]'), 'said once').toHaveLength(1);
  expect(part('problem').dataset.code).toBe('disk_failed');
});

test('a refused wipe that changed nothing says so at its button', async () => {
  await show(End, open, 'end', { wipe: refuse('vault_in_use') });
  await type('wipe-word', 'delete');
  await press('wipe-go');
  expect(part('problem').dataset.code).toBe('vault_in_use');
  expect(requests('app_view'), 'asked again how things stand').toEqual([null]);
  expect(session.screen).toBe('end');
});

test('a real audit has no practice to end', async () => {
  await show(End, fresh, 'end');
  expect(has('practice-end')).toBe(false);
});
