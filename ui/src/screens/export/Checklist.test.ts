import { expect, test } from 'vitest';

import { open } from '../../../dev/sample';
import { expectAccessible, part, press, refuse, requests, show, textOf } from '../../../test/app';
import Checklist from './Checklist.svelte';

test.each(['markdown', 'csv', 'html'])('%s is saved with values covered', async (format) => {
  await show(Checklist, open, 'export');
  await press(`export-${format}`);
  expect(requests('checklist_export')).toEqual([{ format, full: false }]);
  expect(part('export-saved').dataset.saved).toBe('yes');
});

test('values in clear need a second yes', async () => {
  await show(Checklist, open, 'export');
  await press('export-full');
  await expectAccessible();
  expect(part<HTMLButtonElement>('export-csv').disabled, 'a slip must not write an address').toBe(true);
  await press('export-csv');
  expect(requests('checklist_export')).toEqual([]);
  await press('export-full-sure');
  await press('export-csv');
  expect(requests('checklist_export')).toEqual([{ format: 'csv', full: true }]);
});

test('a closed dialog is not called saved', async () => {
  await show(Checklist, open, 'export', { checklist_export: () => ({ saved: false }) });
  await press('export-html');
  expect(textOf(part('export-saved'))).toContain('Nothing was saved');
});

test('a file that could not be written says so', async () => {
  await show(Checklist, open, 'export', { checklist_export: refuse('save_failed') });
  await press('export-html');
  expect(part('problem').dataset.code).toBe('save_failed');
  expect(part('export-saved').dataset.saved).toBe('');
});
