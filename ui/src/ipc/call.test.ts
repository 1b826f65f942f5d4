import { expect, test } from 'vitest';

import { play, refuse, requests } from '../../test/app';
import { closed } from '../../dev/sample';
import { Refusal, call, problemOf } from './call';

test('a request goes out under its one name', async () => {
  play(closed);
  await call('identifier_reveal', 'i1');
  expect(requests('identifier_reveal'), 'the shell reads the argument `request`').toEqual(['i1']);
});

test('a refusal of the app keeps its code and its field', async () => {
  play(closed, { start: refuse('passphrase_too_short', 'passphrase') });
  const start = call('start', { practice: false, label: '', passphrase: '', keyring: false, recovery: false });
  await expect(start, 'a screen puts it at the field').rejects.toMatchObject({
    problem: { code: 'passphrase_too_short', at: 'passphrase' },
  });
  await expect(start).rejects.toBeInstanceOf(Refusal);
});

test.each([['command not allowed'], [undefined], [null], [{ other: 1 }], [new Error('x')]])(
  'a bare refusal of the shell, such as %s, is a fault of ours',
  (reason) => {
    expect(problemOf(reason), 'its text is never shown').toEqual({ code: 'bug', at: null });
  },
);
