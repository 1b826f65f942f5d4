import { expect, test } from 'vitest';

import { FILES, messagesOf } from '../../test/messages';

import { DECISIONS } from './states';
import { adviceFor } from './errors';
import { keptName } from './kept';
import { KINDS } from './kinds';
import { byCategory } from './sources';
import { STEPS, PAGES } from './screens';
import { word, type MessageId } from './word';
import { day, dayFrom, minute, written } from './when';

const english = Object.entries(FILES).filter(([name]) => name.startsWith('en/'));

test('no word blames, shouts or makes a person prey', () => {
  const unkind = /!|\b(victim|target|hit|invalid|illegal|failed|fatal|you must|your fault)\b/gi;
  for (const [name, text] of [...english, ['words/', JSON.stringify([KINDS, DECISIONS, STEPS, PAGES])] as const]) {
    const said = text.replaceAll('It is not your fault', '').replace(/^[a-z0-9-]+ =/gm, '');
    expect(said.match(unkind), `${name}: the reader is frightened and tired`).toBeNull();
  }
});

test('every code says what happened and what to do', () => {
  const pairs = [...messagesOf('en').keys()].filter((id) => /-(what|then)$/.test(id) && id.startsWith('error-'));
  expect(pairs.length, 'the pairs were read').toBeGreaterThan(100);
  for (const id of pairs) {
    expect(word(id as Extract<MessageId, 'error-bug-what'>), id).toMatch(/\.$/);
    expect(pairs, 'each half has its other').toContain(id.replace(/what$|then$/, (end) => (end === 'what' ? 'then' : 'what')));
  }
});

test('a code of a later version reads as a fault of ours', () => {
  expect(adviceFor('something_new' as never)).toEqual(adviceFor('bug'));
});

test('nothing is lost when sources are grouped', () => {
  const sources = [{ category: 'map' }, { category: 'people-search' }, { category: 'a new one' }];
  const groups = byCategory(sources);
  expect(
    groups.map((group) => group.id),
    'the worst first, an unknown group last',
  ).toEqual(['people-search', 'map', 'a new one']);
});

test('days are read and counted in the calendar', () => {
  expect(day('2026-12-04')).toBe('4 December 2026');
  expect(day('soon'), 'what is no date stays').toBe('soon');
  expect(dayFrom(new Date(2026, 11, 15), 30), 'over the end of the year').toBe('2027-01-14');
});

test('what a repair lost has words, also for a kind of a later version', () => {
  expect(keptName('ledger')).toBe('what was sent');
  expect(keptName('new_kind'), 'never left out').toBe('new kind');
});

test('a copy without a known time is not given one', () => {
  expect(minute('2026-11-20T18:05:59Z')).toMatch(/^20 Nov 2026, \d\d:05$/);
  expect(minute('soon'), 'what is no moment stays').toBe('soon');
  expect(written({ written: null })).toBe('Written at an unknown time');
});
