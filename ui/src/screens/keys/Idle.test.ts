import { expect, test } from 'vitest';

import { open } from '../../../dev/sample';
import { expectAccessible, has, part, press, refuse, requests, settle, show, words } from '../../../test/app';
import Idle from './Idle.svelte';

async function choose(value: string) {
  const select = part<HTMLSelectElement>('idle-minutes');
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
}

test('it locks after five minutes unless the person chooses otherwise', async () => {
  await show(Idle, open, 'end');
  expect(part<HTMLSelectElement>('idle-minutes').value).toBe('5');
  await expectAccessible();
  await choose('60');
  await press('idle-keep');
  await choose('never');
  expect(words(), 'what it means is said before it is kept').toContain('Whoever comes to this computer');
  expect(has('idle-kept'), 'this is not kept yet').toBe(false);
  await press('idle-keep');
  expect(requests('idle_set')).toEqual([{ minutes: 60 }, { minutes: null }]);
  expect(has('idle-kept')).toBe(true);
});

test('a choice that could not be kept says so', async () => {
  await show(Idle, open, 'end', { idle_set: refuse('disk_full') });
  await press('idle-keep');
  expect(part('problem').dataset.code).toBe('disk_full');
  expect(has('idle-kept')).toBe(false);
});
