import { expect, test } from 'vitest';

import { fresh } from '../../../dev/sample';
import { expectAccessible, has, part, press, refuse, requests, screen, show, textOf, type, typed } from '../../../test/app';
import { session } from '../../session.svelte';
import Attest from './Attest.svelte';

test('it is mine', async () => {
  await show(Attest, fresh, 'attest');
  expect(screen.getByText(/Relatives, friends and others are never searched/)).toBeTruthy();
  await expectAccessible();
  await press('attest-myself');
  await press('attest-go');
  expect(requests('attest')).toEqual([{ about: 'myself', until: null }]);
  expect(session.screen).toBe('profile');
});

test('nothing chosen is nothing said', async () => {
  await show(Attest, fresh, 'attest');
  await press('attest-go');
  expect(requests('attest'), 'nobody attests by accident').toEqual([]);
  expect(textOf(screen.getByRole('alert'))).toContain('Nothing is chosen yet');
});

test('a client agrees until a day, and a refused day stays to be mended', async () => {
  await show(Attest, fresh, 'attest', { attest: refuse('not_a_date', 'until') });
  await press('attest-client');
  await type('attest-until', '2027-01-01');
  await press('attest-go');
  expect(requests('attest')).toEqual([{ about: 'client', until: '2027-01-01' }]);
  expect(part('field-problem').dataset.code).toBe('not_a_date');
  expect(typed('attest-until')).toBe('2027-01-01');
  expect(has('problem')).toBe(false);
});
