import { cleanup } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import { open, plan } from '../../../dev/sample';
import { expectAccessible, has, part, press, refuse, requests, screen, settle, show, textOf, words, type, typed } from '../../../test/app';
import { session } from '../../session.svelte';
import Plan from './Plan.svelte';

const row = (id: string) => document.querySelector<HTMLElement>(`[data-source="${id}"]`) as HTMLElement;

test('the plan says how much would be sent, and sends nothing', async () => {
  await show(Plan, open, 'plan');
  await expectAccessible();
  expect(textOf(part('plan-sum'))).toContain('4 questions to 3 sites will be sent; 2 by hand.');
  expect(screen.getByText(/tests that the site can say no/), 'invented names are explained').toBeTruthy();
  expect(requests('scan_start'), 'looking is not asking').toEqual([]);
});

test('every value is covered until asked for', async () => {
  await show(Plan, open, 'plan');
  expect(words()).not.toContain('Maple');
  await press('check-show', row('people-a'));
  expect(textOf(part('check-url'))).toBe('https://people-a.example.com/find?first=Maple&last=Example');
  expect(textOf(part('check-why'))).toContain('At most 1 further request to the same site');
  expect(requests('check_reveal')).toEqual(['people-a-1']);
});

test('one site, a group or all can be allowed', async () => {
  await show(Plan, open, 'plan');
  await press('plan-allow', row('people-a'));
  await press('group-skip', document.querySelector('[data-category="people-search"]') as ParentNode);
  await press('plan-allow-all');
  expect(requests('plan_choose')).toEqual([
    { sources: ['people-a'], allow: true, scope: 'everything' },
    { sources: ['people-a', 'people-b'], allow: false, scope: 'everything' },
    { sources: plan.sources.map((one) => one.id), allow: true, scope: 'everything' },
  ]);
});

test('a choice that was refused does not look made', async () => {
  await show(Plan, open, 'plan', { plan_choose: refuse('disk_full') });
  await press('plan-allow', row('games'));
  expect(part<HTMLInputElement>('plan-allow', row('games')).checked, 'it is still allowed').toBe(true);
  expect(part('problem').dataset.code).toBe('disk_full');
});

test('hidden facts that would be sent stand out, and gaps say why', async () => {
  await show(Plan, open, 'plan');
  expect(textOf(row('leaks'))).toContain('Sends a hidden fact');
  expect(textOf(row('people-a'))).toContain('Never checked live');
  expect(textOf(part('plan-gaps'))).toContain('It searches by phone number, and none is entered.');
});

test('a key is kept for its site, and a refused one stays typed', async () => {
  await show(Plan, open, 'plan', { key_set: refuse('value_strange', 'key') });
  await type('plan-key-text', 'abc def');
  await press('plan-key-go');
  expect(requests('key_set')).toEqual([{ source: 'filings', key: 'abc def', scope: 'everything' }]);
  expect(typed('plan-key-text')).toBe('abc def');
  expect(part('field-problem').dataset.code).toBe('value_strange');
});

test('checking accepts what was shown and allowed, and shows the scan', async () => {
  await show(Plan, open, 'plan');
  await press('plan-go');
  expect(requests('scan_start'), 'hand checks and controls too, nothing of a skipped site').toEqual([
    { checks: ['people-b-1', 'g1', 'g2', 'filings-1', 'l1', 'streets-1'], scope: 'everything' },
  ]);
  expect(session.screen).toBe('scan');
});

test('a choice just made is part of what is accepted', async () => {
  await show(Plan, open, 'plan');
  await press('plan-allow', row('people-a'));
  await press('group-skip', document.querySelector('[data-category="username"]') as ParentNode);
  await press('plan-go');
  expect(requests('scan_start')).toEqual([{ checks: ['people-a-1', 'people-b-1', 'filings-1', 'l1', 'streets-1'], scope: 'everything' }]);
});

test('nothing is accepted while a choice is being saved', async () => {
  let answer: (view: typeof plan) => void = () => undefined;
  await show(Plan, open, 'plan', { plan_choose: () => new Promise((done) => (answer = done)) });
  await press('plan-allow', row('games'));
  expect(part<HTMLButtonElement>('plan-go').disabled, 'what is shown is about to change').toBe(true);
  await press('plan-go');
  expect(requests('scan_start')).toEqual([]);
  answer(plan);
  await settle();
  expect(part<HTMLButtonElement>('plan-go').disabled).toBe(false);
});

test('a plan that changed is shown anew, and said', async () => {
  let now = plan;
  await show(Plan, open, 'plan', { plan_view: () => now, scan_start: refuse('plan_changed') });
  now = { ...plan, sources: plan.sources.slice(0, 2) };
  await press('plan-go');
  expect(part('problem').dataset.code).toBe('plan_changed');
  expect(row('games'), 'the old plan is gone').toBeNull();
  expect(session.screen).toBe('plan');
  await press('plan-go');
  expect(requests('scan_start').at(-1), 'only the new plan can be accepted').toEqual({ checks: ['people-b-1'], scope: 'everything' });
});

test('a changed plan that cannot be read leaves no old one to accept', async () => {
  let reads = 0;
  const plan_view = () => (reads++ === 0 ? plan : refuse('disk_failed')());
  await show(Plan, open, 'plan', { plan_view, scan_start: refuse('plan_changed') });
  await press('plan-go');
  expect(row('games')).toBeNull();
  expect(part<HTMLButtonElement>('plan-go').disabled).toBe(true);
  expect(screen.getByText('Try again'), 'it can be read once more').toBeTruthy();
});

test('questions that are left out are counted', async () => {
  await show(Plan, open, 'plan');
  expect(textOf(part('plan-left-out', row('games')))).toContain('3 more facts or pairs of facts are for the next check');
  expect(words()).toContain('will not be called “showed nothing”');
  expect(row('leaks').querySelector('[data-test="plan-left-out"]'), 'nothing was left out there').toBeNull();
  expect(has('problem')).toBe(false);
});

test('a scan that may not start says why and stays here', async () => {
  await show(Plan, open, 'plan', { scan_start: refuse('practice_unavailable') });
  await press('plan-go');
  expect(textOf(part('problem'))).toContain('Nothing was sent anywhere');
  expect(session.screen).toBe('plan');
});

test('a plan of what could not be checked says so, asks for that alone, and can become the whole again', async () => {
  session.scope = 'unknown';
  await show(Plan, open, 'plan');
  await expectAccessible();
  expect(textOf(part('plan-scope'))).toContain('could not find out the last time');
  expect(has('plan-gaps'), 'gaps belong to the whole plan').toBe(false);
  await press('plan-allow', row('people-a'));
  expect(requests('plan_choose')).toEqual([{ sources: ['people-a'], allow: true, scope: 'unknown' }]);
  await press('plan-whole');
  expect(requests('plan_view')).toEqual(['unknown', 'everything']);
  expect(has('plan-scope')).toBe(false);
});

test('a plan that is more than a day may have says so, says until when, and does not start', async () => {
  const limit = { most: 40, wanted: 3, left: 1, until: '2026-11-24T10:00:00Z' };
  await show(Plan, open, 'plan', { plan_view: () => ({ ...plan, limit }) });
  const shown = textOf(part('plan-limit'));
  expect(shown).toContain('3 more, and 1');
  expect(shown, 'when it fits again').toContain('2026');
  expect(part<HTMLButtonElement>('plan-go').disabled).toBe(true);
  cleanup();
  await show(Plan, open, 'plan', { plan_view: () => ({ ...plan, limit: { ...limit, until: null } }) });
  expect(textOf(part('plan-limit'))).toContain('too much for any one day');
  cleanup();
  await show(Plan, open, 'plan');
  expect(has('plan-limit'), 'nothing is said where it fits').toBe(false);
});

test('facts can be left out, and facts of different lives are told together only where that is ticked', async () => {
  session.scope = 'everything';
  await show(Plan, open, 'plan');
  await press('plan-fact', document.querySelector('[data-fact="i1"]') as ParentNode);
  await press('plan-pair', document.querySelector('[data-pair="i3+i4"]') as ParentNode);
  await expectAccessible();
  expect(requests('plan_facts')).toEqual([{ facts: ['i1'], include: false, scope: 'everything' }]);
  expect(requests('plan_pair')).toEqual([{ pair: 'i3+i4', together: true, scope: 'everything' }]);
  expect(textOf(part('plan-pairs')), 'it says who would learn it').toContain('People Directory A');
  expect(textOf(part('plan-hidden'))).toContain('hidden fact');
});

test('sites of other countries stand apart and are in no group', async () => {
  session.scope = 'everything';
  const [first] = plan.sources;
  if (first === undefined) throw new Error('the sample has sites');
  const elsewhere = { ...first, id: 'far', allowed: false, covers: 'elsewhere' as const, countries: ['US'] };
  const unknown = { ...elsewhere, id: 'maybe', covers: 'unknown' as const, countries: ['GB'] };
  await show(Plan, open, 'plan', { plan_view: () => ({ ...plan, sources: [...plan.sources, elsewhere, unknown] }) });
  await expectAccessible();
  expect(part('plan-elsewhere').contains(row('far'))).toBe(true);
  await press('country-allow');
  await press('plan-allow-all');
  expect(requests('plan_choose')).toEqual([
    { sources: ['maybe'], allow: true, scope: 'everything' },
    { sources: plan.sources.map((one) => one.id), allow: true, scope: 'everything' },
  ]);
});
