import { expect, test } from 'vitest';

import { open } from '../../../dev/sample';
import { expectAccessible, part, press, requests, show, textOf, words } from '../../../test/app';
import Ledger from './Ledger.svelte';

test('each question is listed with its host, its values covered, and its outcome', async () => {
  await show(Ledger, open, 'ledger');
  await expectAccessible();
  const row = part('ledger').querySelector('[data-host="filings.example.com"]');
  expect(textOf(row)).toContain('last name E•••••••');
  expect(textOf(row), 'a refusal is not an answer').toContain('Could not check: blocked');
});

test('an empty ledger says that nothing was sent', async () => {
  await show(Ledger, open, 'ledger', { ledger_view: () => ({ rows: [] }) });
  expect(words()).toContain('Nothing has been sent.');
});

test('the ledger can be kept as a table, covered unless asked otherwise', async () => {
  await show(Ledger, open, 'ledger');
  await press('ledger-export');
  await press('ledger-full');
  await press('ledger-export');
  expect(requests('ledger_export')).toEqual([{ full: false }, { full: true }]);
  expect(part('ledger-saved').dataset.saved).toBe('yes');
});
