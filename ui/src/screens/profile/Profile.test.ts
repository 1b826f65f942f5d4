import { expect, test, vi } from 'vitest';

import { open } from '../../../dev/sample';
import { expectAccessible, has, part, press, refuse, requests, screen, settle, show, textOf, words, type, typed } from '../../../test/app';
import { toggleCover } from '../../session.svelte';
import Profile from './Profile.svelte';

const row = (id: string) => document.querySelector<HTMLElement>(`[data-identifier="${id}"]`) as HTMLElement;
const value = (id: string) => part('value', row(id)).textContent;

test('values are covered, shown when asked, and covered again after ten seconds', async () => {
  await show(Profile, open, 'profile');
  await expectAccessible();
  expect(value('i1'), 'covered by default').toBe('m••••••••');
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  await press('reveal', row('i1'));
  expect(value('i1')).toBe('mapleinvent');
  vi.advanceTimersByTime(9_000);
  await settle();
  expect(value('i1'), 'still readable').toBe('mapleinvent');
  vi.advanceTimersByTime(1_000);
  await settle();
  expect(value('i1'), 'a stream or a passer-by sees nothing later').toBe('m••••••••');
});

test('Hide covers what was shown', async () => {
  await show(Profile, open, 'profile');
  await press('reveal', row('i1'));
  toggleCover();
  await settle();
  expect(value('i1')).toBe('m••••••••');
});

test('a value that arrives after Hide is dropped', async () => {
  let answer: (value: { text: string }) => void = () => undefined;
  await show(Profile, open, 'profile', { identifier_reveal: () => new Promise((done) => (answer = done)) });
  await press('reveal', row('i1'));
  toggleCover();
  answer({ text: 'mapleinvent' });
  await settle();
  expect(words(), 'slow answers must not undo Hide').not.toContain('mapleinvent');
});

test('a refused fact stays as typed, with advice at its field', async () => {
  await show(Profile, open, 'profile', { identifier_add: refuse('not_an_email', 'text') });
  await press('kind-email');
  await type('add-text', 'maple.example.org');
  await press('add-go');
  expect(textOf(part('field-problem'))).toContain('not a whole e-mail address');
  expect(typed('add-text')).toBe('maple.example.org');
  await press('kind-phone');
  expect(has('field-problem'), 'advice belongs to what it was about').toBe(false);
  await press('kind-email');
  expect(typed('add-text'), 'a look at another kind loses nothing').toBe('maple.example.org');
});

test('a name goes out in parts, and the form is ready for the next', async () => {
  await show(Profile, open, 'profile');
  await press('kind-name');
  await type('add-first', 'Maple');
  await type('add-last', 'Example');
  await press('add-go');
  expect(requests('identifier_add')).toEqual([
    { type: 'name', first: 'Maple', middle: '', last: 'Example', suffix: '', kind: 'legal' },
  ]);
  expect(typed('add-first')).toBe('');
  expect(textOf(part('add-kept'))).toContain('Kept');
});

test('an address goes out in parts', async () => {
  await show(Profile, open, 'profile');
  await press('kind-address');
  await expectAccessible();
  await type('add-street', '100 Example St');
  await type('add-city', 'Springfield');
  await press('add-go');
  expect(requests('identifier_add')).toEqual([
    { type: 'address', street: '100 Example St', city: 'Springfield', region: '', postcode: '', country: 'US', current: true },
  ]);
});

test.each([
  ['name', 'add-first', 'value_empty', 'first'],
  ['name', 'add-middle', 'value_strange', 'middle'],
  ['name', 'add-last', 'value_too_long', 'last'],
  ['name', 'add-suffix', 'value_strange', 'suffix'],
  ['address', 'add-street', 'value_strange', 'street'],
  ['address', 'add-city', 'address_too_vague', 'city'],
  ['address', 'add-region', 'value_strange', 'region'],
  ['address', 'add-postcode', 'value_too_long', 'postcode'],
  ['address', 'add-country', 'value_strange', 'country'],
] as const)('a problem of a %s stands at %s', async (kind, field, code, at) => {
  await show(Profile, open, 'profile', { identifier_add: refuse(code, at) });
  await press(`kind-${kind}`);
  await press('add-go');
  expect(part('field-problem').dataset.code).toBe(code);
  expect(part(field).getAttribute('aria-describedby'), 'read out with its field').toContain(part('field-problem').id);
  expect(has('problem'), 'it is said once').toBe(false);
});

test('a fact that no site asks for has nothing to allow', async () => {
  await show(Profile, open, 'profile');
  expect(row('i6').querySelector('[data-test="may-send"]'), 'the wish would mean nothing').toBeNull();
  expect(textOf(part('only-here', row('i6')))).toBe('Only compared on this computer');
  expect(row('i1').querySelector('[data-test="only-here"]'), 'sites ask for this one').toBeNull();
});

test('a relative is never offered to be sent, and a former name says that it stays hidden', async () => {
  await show(Profile, open, 'profile');
  expect(row('i5').querySelector('[data-test="may-send"]')).toBeNull();
  expect(part<HTMLInputElement>('hidden', row('i3')).checked, 'a former name starts out hidden').toBe(true);
  await press('kind-name');
  const kind = part<HTMLSelectElement>('add-name-kind');
  kind.value = 'former';
  kind.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
  expect(screen.getByText(/starts out hidden and not sent/)).toBeTruthy();
});

test('a wish that was refused does not look granted', async () => {
  await show(Profile, open, 'profile', { identifier_change: refuse('disk_full') });
  await press('may-send', row('i3'));
  expect(requests('identifier_change')).toEqual([{ id: 'i3', may_send: true, hidden: true }]);
  expect(part<HTMLInputElement>('may-send', row('i3')).checked).toBe(false);
  expect(part('problem').dataset.code).toBe('disk_full');
});

test('removing asks once more', async () => {
  await show(Profile, open, 'profile');
  await press('remove', row('i1'));
  expect(requests('identifier_remove')).toEqual([]);
  await press('remove-sure', row('i1'));
  expect(requests('identifier_remove')).toEqual(['i1']);
  expect(row('i1')).toBeNull();
});
