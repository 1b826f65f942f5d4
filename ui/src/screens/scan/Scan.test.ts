import { cleanup } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import { open, running, scan } from '../../../dev/sample';
import { expectAccessible, has, part, press, refuse, requests, say, screen, settle, show, textOf, words, type, typed } from '../../../test/app';
import { session } from '../../session.svelte';
import Scan from './Scan.svelte';

const row = (id: string) => document.querySelector<HTMLElement>(`[data-source="${id}"]`) as HTMLElement;

test('a site that could not be checked never looks clear', async () => {
  await show(Scan, open, 'scan');
  await expectAccessible();
  expect(row('filings').dataset.state).toBe('could_not_check');
  expect(textOf(row('filings')), 'what happened and what to do').toContain(
    'The site refused to answer a program. Open it in your own browser',
  );
  expect(textOf(part('never-clear')), 'the one that was checked only in part counts too').toContain(
    '3 sites are not checked, or only in part',
  );
  expect(words(), 'no page says so').not.toMatch(/you are (clear|safe)(?! there)|all clear/i);
  expect(textOf(row('games'))).toContain('This site showed nothing for what was asked.');
});

test('progress comes as it happens, and the whole is read again at the end', async () => {
  let view = running;
  await show(Scan, open, 'scan', { scan_view: () => view });
  expect(part<HTMLButtonElement>('scan-next').disabled, 'there is more to come').toBe(true);
  const games = scan.sources[1];
  await say('progress', { done: 2, total: 4, running: true, notices: ['Streets asked us to slow down.'], source: games });
  await settle();
  expect(row('games').dataset.state).toBe('not_found');
  expect(document.querySelector('progress')?.value).toBe(2);
  expect(textOf(part('scan-notices'))).toContain('Streets asked us to slow down.');
  view = scan;
  await say('progress', { done: 4, total: 4, running: false, notices: [], source: null });
  await settle();
  expect(has('scan-cancel')).toBe(false);
  expect(part<HTMLButtonElement>('scan-next').disabled).toBe(false);
});

test('a scan can be stopped', async () => {
  let view = running;
  await show(Scan, open, 'scan', {
    scan_view: () => view,
    scan_cancel: () => (view = { ...running, running: false }),
  });
  await press('scan-cancel');
  expect(requests('scan_cancel')).toEqual([null]);
  expect(screen.getByText('The check has ended')).toBeTruthy();
});

test('what was found only in part says so', async () => {
  await show(Scan, open, 'scan');
  expect(textOf(part('partly', row('people-a')))).toBe(
    'Part of it could not be checked: The site did not answer in time.',
  );
  const [first] = scan.sources;
  const whole = { ...scan, sources: [{ ...first, state: { state: 'found', listings: 1, partly: null } }] };
  cleanup();
  await show(Scan, open, 'scan', { scan_view: () => whole });
  expect(has('partly') || has('never-clear'), 'all was answered').toBe(false);
});

test('good news is only said where a site did answer', async () => {
  const only = (...ids: string[]) => ({ ...scan, sources: scan.sources.filter((one) => ids.includes(one.id)) });
  await show(Scan, open, 'scan', { scan_view: () => only('games', 'filings') });
  expect(textOf(part('scan-nothing'))).toContain('good news about these questions only');
  cleanup();
  await show(Scan, open, 'scan', { scan_view: () => only('filings', 'streets') });
  expect(textOf(part('scan-nothing'))).toContain('No site could be checked so far.');
  expect(words(), 'silence is no news').not.toContain('good news');
  cleanup();
  await show(Scan, open, 'scan');
  expect(has('scan-nothing'), 'something was found').toBe(false);
});

test('a look that was answered can be answered again', async () => {
  await show(Scan, open, 'scan');
  expect(row('games').querySelector('[data-test="hand-again"]'), 'no look was needed there').toBeNull();
  expect(row('engine').querySelector('[data-check]')).toBeNull();
  await press('hand-again', row('engine'));
  await expectAccessible();
  expect(textOf(row('engine'))).toContain('A result with your name');
  const form = row('engine').querySelector('[data-check="e2"]') as ParentNode;
  await press('hand-could-not', form);
  await press('hand-save', form);
  expect(requests('hand_answer')).toEqual([{ check: 'e2', answer: { saw: 'could_not' } }]);
  const left = [...row('engine').querySelectorAll<HTMLElement>('[data-check]')].map((one) => one.dataset.check);
  expect(left, 'the kept one is done, the other still open').toEqual(['e1']);
});

test('a page answered a moment ago can be answered again while another is open', async () => {
  await show(Scan, open, 'scan');
  await press('hand-nothing', row('streets'));
  await press('hand-save', row('streets'));
  await press('hand-again', row('streets'));
  expect(row('streets').querySelectorAll('[data-check]'), 'the open page and the answered one').toHaveLength(2);
});

test('in practice a hand site says what would have been seen', async () => {
  await show(Scan, open, 'scan');
  await press('hand-open', row('streets'));
  expect(textOf(part('hand-instead'))).toContain('You would see a page with no picture of the house.');
});

test('what was seen by hand is kept, and a missing link stays to be mended', async () => {
  await show(Scan, open, 'scan');
  await press('hand-listed', row('streets'));
  await press('hand-shows-street-address', row('streets'));
  await expectAccessible();
  await type('hand-link', 'the second result');
  await press('hand-save', row('streets'));
  expect(part('field-problem').dataset.code).toBe('not_a_link');
  expect(textOf(part('field-problem'))).toContain('It begins with https://');
  expect(typed('hand-link')).toBe('the second result');
  expect(part<HTMLInputElement>('hand-shows-street-address').checked, 'nothing said is lost').toBe(true);
  await type('hand-link', 'https://streets.example.com/1');
  expect(typed('hand-link')).toBe('https://streets.example.com/1');
  await press('hand-save', row('streets'));
  expect(requests('hand_answer').at(-1)).toEqual({
    check: 's1',
    answer: { saw: 'listed', link: 'https://streets.example.com/1', shows: ['street-address'] },
  });
});

test.each([
  ['hand-nothing', 'nothing'],
  ['hand-could-not', 'could_not'],
])('%s is one press', async (test, saw) => {
  await show(Scan, open, 'scan');
  await press(test, row('streets'));
  await press('hand-save', row('streets'));
  expect(requests('hand_answer')).toEqual([{ check: 's1', answer: { saw } }]);
});

test('a check that was ended in the middle goes on where it was', async () => {
  await show(Scan, open, 'scan', { scan_view: () => ({ ...scan, unanswered: 2 }), scan_resume: () => running });
  await expectAccessible();
  expect(textOf(part('scan-unanswered'))).toContain('2 questions have no answer yet');
  await press('scan-resume');
  expect(requests('scan_resume')).toEqual([null]);
  expect(has('scan-cancel'), 'it runs').toBe(true);
});

test('only the unknown, or only what changed, is asked again after its plan was seen', async () => {
  await show(Scan, open, 'scan', { scan_view: () => ({ ...scan, unknown: 3, changed: 2 }) });
  expect(textOf(part('scan-unknown'))).toContain('(3)');
  await press('scan-changed');
  expect([session.screen, session.scope]).toEqual(['plan', 'changed']);
  expect(requests('scan_start'), 'looking is not asking').toEqual([]);
  cleanup();
  await show(Scan, open, 'scan', { scan_view: () => ({ ...scan, unknown: 0, changed: 0 }) });
  expect(has('scan-unknown') || has('scan-changed') || has('scan-resume'), 'nothing is left').toBe(false);
});

test('where a program was refused, a person can look, or let the app read what they saved', async () => {
  await show(Scan, open, 'scan');
  expect(row('games').querySelector('[data-test="hand-again"]'), 'that site did answer').toBeNull();
  await press('hand-again', row('filings'));
  await expectAccessible();
  await press('saved-pick', row('filings'));
  expect(has('saved-from'), 'the file does not say where it is from').toBe(true);
  await type('saved-from', 'filings.example.com/find');
  await press('saved-from-go', row('filings'));
  expect(requests('saved_read')).toEqual([
    { check: 'f1', from: null },
    { check: 'f1', from: 'filings.example.com/find' },
  ]);
  expect(has('saved-pick') && row('filings').querySelector('[data-check]') !== null, 'the form is done').toBe(false);
});

test('a saved page of another site is refused calmly, and can be chosen anew', async () => {
  await show(Scan, open, 'scan', { saved_read: refuse('saved_elsewhere') });
  await press('hand-again', row('filings'));
  await press('saved-pick', row('filings'));
  expect(textOf(part('problem', row('filings')))).toContain('This page was saved from another site.');
  expect(part<HTMLButtonElement>('saved-pick', row('filings')).disabled).toBe(false);
});

test('earlier answers of a source are kept and can be looked up', async () => {
  const [first] = scan.sources;
  const earlier = [{ at: '2026-11-22T10:00:00Z', what: 'You looked, and it showed nothing.' }];
  await show(Scan, open, 'scan', { scan_view: () => ({ ...scan, sources: [{ ...first, earlier }] }) });
  expect(textOf(part('earlier'))).toContain('You looked, and it showed nothing.');
  cleanup();
  await show(Scan, open, 'scan', { scan_view: () => ({ ...scan, sources: [first] }) });
  expect(has('earlier'), 'nothing came before').toBe(false);
});

test('with a proxy chosen the own browser is asked about first, and the link can be copied', async () => {
  const asked = () => ({ opened: false, instead: null, ask_first: 'tor' as const });
  await show(Scan, open, 'scan', { hand_open: asked });
  await press('hand-open');
  await expectAccessible();
  expect(part('ask-first').textContent).toContain('your real network address');
  await press('link-copy');
  await press('open-straight');
  expect([requests('hand_copy'), requests('hand_open_straight')]).toEqual([['s1'], ['s1']]);
  expect(has('ask-first'), 'it is open now').toBe(false);
});
