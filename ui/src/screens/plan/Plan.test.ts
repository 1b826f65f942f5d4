import { expect, test } from 'vitest';

import { open, plan } from '../../../dev/sample';
import { expectAccessible, part, press, refuse, requests, screen, show, type, typed, words } from '../../../test/app';
import { session } from '../../session.svelte';
import Plan from './Plan.svelte';

const row = (id: string) => document.querySelector<HTMLElement>(`[data-source="${id}"]`) as HTMLElement;

test('the plan says how much would be sent, and sends nothing', async () => {
  await show(Plan, open, 'plan');
  await expectAccessible();
  expect(part('plan-sum').textContent).toContain('4 questions to 3 sites will be sent; 2 by hand.');
  expect(screen.getByText(/tests that the site can say no/), 'invented names are explained').toBeTruthy();
  expect(requests('scan_start'), 'looking is not asking').toEqual([]);
});

test('every value is covered until asked for', async () => {
  await show(Plan, open, 'plan');
  expect(words()).not.toContain('Maple');
  await press('check-show', row('people-a'));
  expect(part('check-url').textContent).toBe('https://people-a.example.com/find?first=Maple&last=Example');
  expect(requests('check_reveal')).toEqual(['people-a-1']);
});

test('one site, a group or all can be allowed', async () => {
  await show(Plan, open, 'plan');
  await press('plan-allow', row('people-a'));
  await press('group-skip', document.querySelector('[data-category="people-search"]') as ParentNode);
  await press('plan-allow-all');
  expect(requests('plan_choose')).toEqual([
    { sources: ['people-a'], allow: true },
    { sources: ['people-a', 'people-b'], allow: false },
    { sources: plan.sources.map((one) => one.id), allow: true },
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
  expect(row('leaks').textContent).toContain('Sends a hidden fact');
  expect(row('people-a').textContent).toContain('Never checked live');
  expect(part('plan-gaps').textContent).toContain('It searches by phone number, and none is entered.');
});

test('a key is kept for its site, and a refused one stays typed', async () => {
  await show(Plan, open, 'plan', { key_set: refuse('value_strange', 'key') });
  await type('plan-key-text', 'abc def');
  await press('plan-key-go');
  expect(requests('key_set')).toEqual([{ source: 'filings', key: 'abc def' }]);
  expect(typed('plan-key-text')).toBe('abc def');
  expect(part('field-problem').dataset.code).toBe('value_strange');
});

test('checking starts the scan and shows it', async () => {
  await show(Plan, open, 'plan');
  await press('plan-go');
  expect(requests('scan_start')).toEqual([null]);
  expect(session.screen).toBe('scan');
});

test('a scan that may not start says why and stays here', async () => {
  await show(Plan, open, 'plan', { scan_start: refuse('practice_unavailable') });
  await press('plan-go');
  expect(part('problem').textContent).toContain('Nothing was sent anywhere');
  expect(session.screen).toBe('plan');
});
