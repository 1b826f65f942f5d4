import { expect, test } from 'vitest';

import { open } from '../../../dev/sample';
import { expectAccessible, part, show, words } from '../../../test/app';
import Ledger from './Ledger.svelte';

test('each question is listed with its host, its values covered, and its outcome', async () => {
  await show(Ledger, open, 'ledger');
  await expectAccessible();
  const row = part('ledger').querySelector('[data-host="filings.example.com"]');
  expect(row?.textContent).toContain('last name E•••••••');
  expect(row?.textContent, 'a refusal is not an answer').toContain('Could not check: blocked');
});

test('an empty ledger says that nothing was sent', async () => {
  await show(Ledger, open, 'ledger', { ledger_view: () => ({ rows: [] }) });
  expect(words()).toContain('Nothing has been sent.');
});
