import { expect, test } from 'vitest';

import { open, running, scan } from '../../../dev/sample';
import { expectAccessible, has, part, press, requests, say, screen, settle, show, type, typed, words } from '../../../test/app';
import Scan from './Scan.svelte';

const row = (id: string) => document.querySelector<HTMLElement>(`[data-source="${id}"]`) as HTMLElement;

test('a site that could not be checked never looks clear', async () => {
  await show(Scan, open, 'scan');
  await expectAccessible();
  expect(row('filings').dataset.state).toBe('could_not_check');
  expect(row('filings').textContent, 'what happened and what to do').toContain(
    'The site refused to answer a program. Open it in your own browser',
  );
  expect(part('never-clear').textContent).toBe('About 2 sites nobody can say anything yet.');
  expect(words(), 'no page says so').not.toMatch(/you are (clear|safe)(?! there)|all clear/i);
  expect(row('games').textContent).toContain('This site showed nothing for what was asked.');
});

test('progress comes as it happens, and the whole is read again at the end', async () => {
  let view = running;
  await show(Scan, open, 'scan', { scan_view: () => view });
  expect(part<HTMLButtonElement>('scan-next').disabled, 'there is more to come').toBe(true);
  const games = scan.sources[1];
  await say('progress', { done: 2, total: 4, running: true, source: games });
  await settle();
  expect(row('games').dataset.state).toBe('not_found');
  expect(document.querySelector('progress')?.value).toBe(2);
  view = scan;
  await say('progress', { done: 4, total: 4, running: false, source: null });
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

test('in practice a hand site says what would have been seen', async () => {
  await show(Scan, open, 'scan');
  await press('hand-open', row('streets'));
  expect(part('hand-instead').textContent).toContain('You would see a page with no picture of the house.');
});

test('what was seen by hand is kept, and a missing link stays to be mended', async () => {
  await show(Scan, open, 'scan');
  await press('hand-listed', row('streets'));
  await press('hand-shows-street-address', row('streets'));
  await expectAccessible();
  await press('hand-save', row('streets'));
  expect(part('field-problem').dataset.code).toBe('value_empty');
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
