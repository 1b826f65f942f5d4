import { expect, test } from 'vitest';

import { exposure, open } from '../../../dev/sample';
import { expectAccessible, part, show, textOf, words } from '../../../test/app';
import Danger from './Danger.svelte';

test('bands are counted, reasons given, and the unconfirmed marked', async () => {
  await show(Danger, open, 'danger');
  await expectAccessible();
  expect(textOf(part('band-critical'))).toBe('1');
  const second = document.querySelector('[data-finding="f2"]');
  expect(textOf(second)).toContain('Not confirmed by you');
  expect(textOf(second)).toContain('It ties a phone number to a name.');
});

test('what could not be checked stays in sight when nothing was found', async () => {
  const bands = exposure.bands.map((band) => ({ ...band, count: 0 }));
  await show(Danger, open, 'danger', { exposure_view: () => ({ ...exposure, bands, findings: [] }) });
  expect(textOf(part('danger-unknown'))).toContain('Could not be checked, wholly or in part (3)');
  expect(textOf(part('danger-unknown'))).toContain('Company Filings');
  expect(textOf(part('danger-unknown'))).toContain('You may be listed there.');
  expect(words()).toContain('no proof that nothing is out there');
  expect(words(), 'nobody can promise that').not.toMatch(/you are (clear|safe)|all clear/i);
});

test('without open questions it still promises nothing', async () => {
  const none = { bands: [], findings: [], could_not_check: [] };
  await show(Danger, open, 'danger', { exposure_view: () => none });
  expect(words()).toContain('no proof that nothing is out there');
  expect(textOf(part('danger-unknown'))).toContain('are not counted here');
  expect(words(), 'nobody knows here whether any site answered').not.toContain('sites that answered');
});

test('the same reason twice is shown twice', async () => {
  const [first] = exposure.findings;
  const findings = first ? [{ ...first, reasons: ['It is found by name alone.', 'It is found by name alone.'] }] : [];
  await show(Danger, open, 'danger', { exposure_view: () => ({ ...exposure, findings, could_not_check: ['A', 'A'] }) });
  expect(document.querySelectorAll('[data-finding] ul li'), 'a repeated text must not break the page').toHaveLength(2);
  expect(document.querySelectorAll('[data-test="danger-unknown"] li')).toHaveLength(2);
});
