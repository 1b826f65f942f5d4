import { expect, test } from 'vitest';

import testing from '../TESTING.md?raw';

const sources = import.meta.glob<string>(['./**/*.svelte', './words/*.ts'], { query: '?raw', import: 'default', eager: true });
const all = Object.values(sources).join('\n');

/** Ends in a part that is filled in: `rail-<screen>` is written `rail-{step.screen}`. */
const stem = (handle: string) => handle.replace(/<.*$/, '');

test('every handle that tests rely on is on some page', () => {
  const table = testing.slice(testing.indexOf('| where |'));
  const handles = [...table.matchAll(/`([a-z]+(?:-[a-z]+)*-?(?:<[a-z]+>)?)`/g)].map((found) => found[1] ?? '');
  expect(handles.length, 'the table was read').toBeGreaterThan(80);
  // `export-csv` is written `export-{format.id}`.
  const written = (handle: string) => all.includes(stem(handle)) || all.includes(handle.replace(/-[a-z]+$/, '-{'));
  const missing = handles.filter((handle) => !written(handle));
  expect(missing, 'the end-to-end test would look for it in vain').toEqual([]);
});

test('every handle on a page is in the table', () => {
  const used = [...all.matchAll(/data-test="([^"{]+)/g), ...all.matchAll(/\btest="([^"{]+)/g)].map((found) => found[1] ?? '');
  const missing = used.filter((handle) => !testing.includes(`\`${handle}`));
  expect(missing, 'a handle nobody knows is not stable').toEqual([]);
});
