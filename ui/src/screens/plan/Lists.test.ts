import { expect, test } from 'vitest';

import { open } from '../../../dev/sample';
import { expectAccessible, has, part, press, requests, show, textOf } from '../../../test/app';
import Plan from './Plan.svelte';

test('a community list says whose it is, what was left out and why, and can be taken out again', async () => {
  await show(Plan, open, 'plan');
  part<HTMLDetailsElement>('lists').open = true;
  await press('list-add-whatsmyname');
  await expectAccessible();
  expect(textOf(part('lists'))).toContain('Licence CC BY-SA 4.0. By Many people.');
  expect(textOf(part('lists-left'))).toContain('its address has no place for the name');
  expect(requests('plan_view'), 'the plan is read anew').toHaveLength(2);
  await press('list-remove');
  expect(requests('list_remove')).toEqual(['WhatsMyName']);
  expect(document.querySelector('[data-list]')).toBeNull();
});

test('a file that is no list changes nothing', async () => {
  await show(Plan, open, 'plan');
  await press('list-add-sherlock');
  expect(part('problem').dataset.code).toBe('not_a_list');
  expect(requests('plan_view')).toHaveLength(1);
});

test('practice has no lists', async () => {
  await show(Plan, open, 'plan', { lists_view: () => ({ lists: [], practice: true, left: [] }) });
  expect(has('lists')).toBe(false);
});
