import { expect, test, vi } from 'vitest';

import { open, review as sample } from '../../../dev/sample';
import { expectAccessible, part, press, refuse, requests, screen, settle, show, textOf, words } from '../../../test/app';
import Review from './Review.svelte';

const card = (id: string) => document.querySelector<HTMLElement>(`[data-finding="${id}"]`) as HTMLElement;
const cards = () => [...document.querySelectorAll<HTMLElement>('[data-finding]')].map((one) => one.dataset.finding);

test('theirs stands beside ours, covered, with reasons', async () => {
  await show(Review, open, 'review');
  await expectAccessible();
  const phone = card('f1').querySelector('[data-field="phone"]');
  expect(textOf(phone), 'only on the site').toContain('New to us');
  expect(textOf(card('f1'))).toContain('First and last name are the same.');
  expect(textOf(card('f1'))).toContain('The middle initial differs.');
  expect(words()).not.toContain('Maple');
});

test('a record is shown in clear for ten seconds', async () => {
  await show(Review, open, 'review');
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  await press('finding-show', card('f1'));
  expect(textOf(card('f1'))).toContain('Maple Example');
  expect(textOf(part('finding-link'))).toBe('https://people-a.example.com/record/1');
  vi.advanceTimersByTime(10_000);
  await settle();
  expect(words(), 'also the link is gone').not.toMatch(/Maple|record\/1/);
});

test('each of the four decisions can be said, and taken back', async () => {
  await show(Review, open, 'review');
  for (const test of ['decide-me', 'decide-not-me', 'decide-not-sure', 'decide-relative', 'decide-relative']) {
    await press(test, card('f1'));
  }
  expect(requests('finding_decide')).toEqual(
    ['me', 'not_me', 'not_sure', 'relative', 'undecided'].map((decision) => ({ finding: 'f1', decision })),
  );
  expect(cards(), 'no card jumps away under a decision').toEqual(['f1', 'f2', 'f3']);
});

test('among the undecided, the keyboard goes on with the next', async () => {
  await show(Review, open, 'review');
  await press('review-filter');
  expect(cards()).toEqual(['f1', 'f2']);
  await press('decide-me', card('f1'));
  expect(cards()).toEqual(['f2']);
  expect(document.activeElement?.id).toBe('finding-f2');
  expect(textOf(part('review-left'))).toBe('1 of 3 records undecided.');
});

test('a decision that was refused does not look made', async () => {
  await show(Review, open, 'review', { finding_decide: refuse('gone') });
  await press('decide-me', card('f1'));
  expect(part('decide-me', card('f1')).getAttribute('aria-pressed')).toBe('false');
  expect(part('problem', card('f1')).dataset.code).toBe('gone');
});

test('what was said about a look-alike stands beside the choices, and chooses nothing', async () => {
  const { findings } = sample;
  const said_before = { decision: 'not_me', source: 'Phone Book C', because: 'copy' };
  const like = findings.map((one) => (one.id === 'f1' ? { ...one, said_before, sites: 3, came_back: true } : one));
  await show(Review, open, 'review', { review_view: () => ({ findings: like }) });
  await expectAccessible();
  const text = (name: string) => textOf(part(name, card('f1')));
  expect(text('said-before')).toBe(
    'You said “not me” about a record like this on Phone Book C. Both sites have one owner. Nothing is chosen for you.',
  );
  expect(text('copies')).toContain('3 sites of one owner show this same record.');
  expect(text('came-back')).toBe('This record was gone and has come back.');
  const pressed = [...card('f1').querySelectorAll('[aria-pressed="true"]')];
  expect(pressed, 'a reminder is no answer').toEqual([]);
  expect(card('f2').querySelector('[data-test="said-before"]'), 'nothing was said about this one').toBeNull();
});

test('no record is no proof', async () => {
  await show(Review, open, 'review', { review_view: () => ({ findings: [] }) });
  expect(words()).toContain('no proof that nothing is out there');
  expect(words(), 'nobody knows here whether any site answered').not.toContain('sites that answered');
});

test('what was said about a record before can be looked up', async () => {
  const earlier = [{ at: '2026-11-22T10:00:00Z', what: 'You said: not me.' }];
  const decided = structuredClone(sample.findings).map((one) => (one.id === 'f1' ? { ...one, earlier } : one));
  await show(Review, open, 'review', { review_view: () => ({ findings: decided }) });
  expect(screen.getByText('You said: not me.', { exact: false })).toBeTruthy();
});
