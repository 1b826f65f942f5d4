import { expect, expectTypeOf, test } from 'vitest';

import contract from '../ipc/contract.ts?raw';
import { differences, FILES, messagesOf, readFile, typesOf } from '../../test/messages';
import { word, type MessageId } from './word';

const english = messagesOf('en');

const pages = import.meta.glob<string>(['../**/*.svelte', '../**/*.ts', '!../**/*.test.ts', '!./ids.ts', '!../ipc/contract.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const rust = import.meta.glob<string>(['../../../crates/*/src/**/*.rs', '../../../src-tauri/src/**/*.rs'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const written = Object.values(pages).join('\n');
const app = `${contract}\n${Object.values(rust).join('\n')}`;
const code = `${written}\n${Object.values(rust).join('\n')}`;

/** Ids that are put together, such as `error-${kebab(code)}-what`, as patterns of one word of the contract. */
const families = [...written.matchAll(/`([a-z0-9-]*\$\{[^`]*)`/g)]
  .map((found) => (found[1] ?? '').split(/\$\{[^}]*\}/))
  .filter((parts) => (parts[0] ?? '').includes('-'))
  .map((parts) => new RegExp(`^${parts.join('([a-z0-9-]+)')}$`));

function isUsed(id: string): boolean {
  if (['"', "'", '`'].some((quote) => code.includes(`${quote}${id}${quote}`))) return true;
  // A word that neither the app, its contract nor a page knows can never be asked for.
  const known = (part: string) =>
    [part, part.replaceAll('-', '_')].some(
      (one) => app.includes(`"${one}"`) || contract.includes(`\`${one}\``) || written.includes(`'${one}'`),
    );
  return families.some((family) => family.exec(id)?.slice(1).every(known));
}

test('every file of words can be read, and its ids say which area they are of', () => {
  expect(Object.keys(FILES).length, 'the files are there').toBeGreaterThan(0);
  const wrong = Object.entries(FILES).flatMap(([name, text]) =>
    readFile(name.split('/')[1] ?? '', text).wrong.map((what) => `${name}: ${what}`),
  );
  expect(wrong, 'a message that cannot be read would be missing on the screen').toEqual([]);
});

test('the ids and parameters that the pages know are those of the files', async () => {
  // `npx vitest run src/words -u` writes them anew.
  await expect(typesOf(english)).toMatchFileSnapshot('./ids.ts');
});

test('every message is used', () => {
  const unused = [...english.keys()].filter((id) => !isUsed(id));
  expect(unused, 'nobody should translate what is never shown').toEqual([]);
});

test('every language says all that English says, with the same parameters', () => {
  const languages = new Set(Object.keys(FILES).map((name) => name.split('/')[0] ?? ''));
  const wrong = [...languages].flatMap((one) => differences(english, messagesOf(one)).map((what) => `${one}: ${what}`));
  expect(wrong, 'a language is shipped when it is complete').toEqual([]);
});

test('what is wrong with a file is found', () => {
  const ours = readFile('a', 'a-one = { $count ->\n    [one] x\n   *[other] { $count } y\n }\na-two = Two { $name }\na-kind = { $of ->\n    [old] x\n   *[new] y\n }');
  expect(ours.wrong).toEqual([]);
  expect(typesOf(ours.messages)).toContain("'a-one': { count: number };");
  expect(typesOf(ours.messages)).toContain("'a-kind': { of: 'new' | 'old' };");
  const theirs = readFile('a', 'a-one = Eins\na-three = Drei\nb-four = Vier\na-five\na-three = Drei');
  expect(theirs.wrong.length, 'a foreign id, a message without words, and one that is there twice').toBe(3);
  expect(differences(ours.messages, theirs.messages)).toEqual([
    'a-two is missing',
    'a-kind is missing',
    'a-three is unknown',
    'b-four is unknown',
    'a-one has other parameters',
  ]);
  expect(isUsed(['error', 'walrus', 'what'].join('-')), 'a code that the contract does not have').toBe(false);
});

test('a word that is unknown, or asked for with other parameters, does not compile', () => {
  expectTypeOf<'plan-check-now'>().toExtend<MessageId>();
  expectTypeOf<'plan-walrus'>().not.toExtend<MessageId>();
  expectTypeOf(word<'plan-check-now'>).parameters.toEqualTypeOf<['plan-check-now']>();
  expectTypeOf(word<'plan-gaps'>).parameters.toEqualTypeOf<['plan-gaps', { count: string | number }]>();
  const without = () =>
    // @ts-expect-error The sentence has a number in it.
    word('plan-gaps');
  expect(without(), 'even so the page opens, and says the rest').toContain('Not asked');
});
