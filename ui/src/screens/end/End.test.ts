import { expect, test } from 'vitest';

import { fresh, open } from '../../../dev/sample';
import { expectAccessible, has, part, press, requests, show, type } from '../../../test/app';
import { session } from '../../session.svelte';
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

test('a real audit has no practice to end', async () => {
  await show(End, fresh, 'end');
  expect(has('practice-end')).toBe(false);
});
