import { expect, test } from 'vitest';

import { KEY, open, ways } from '../../../dev/sample';
import { expectAccessible, has, holds, part, press, refuse, requests, show, textOf, words, type } from '../../../test/app';
import { session } from '../../session.svelte';
import Keys from './Keys.svelte';

const OLD = 'four plain words here';
const NEW = 'another four words';
const proof = { way: 'passphrase', text: OLD };

async function change(changed = {}) {
  await show(Keys, open, 'keys', changed);
  await press('passphrase-open');
  await type('proof-text', OLD, part('keys-passphrase'));
  await type('passphrase-new', NEW);
  await type('passphrase-repeat', NEW);
}

test('the page says what opens the audit and which backups there are', async () => {
  await show(Keys, open, 'keys');
  await expectAccessible();
  expect(part('keys-recovery').dataset.on).toBe('true');
  expect(part('keys-keyring').dataset.on).toBe('true');
  expect(textOf(part('keys-opened'))).toContain('20 Nov 2026');
  expect(part('backups').children).toHaveLength(ways.backups.length);
});

test('the passphrase is changed with the old one, and it is said what the old one still opens', async () => {
  await change();
  await expectAccessible();
  await press('passphrase-go');
  expect(requests('passphrase_set')).toEqual([{ proof, passphrase: NEW }]);
  expect(textOf(part('passphrase-done'))).toContain('A copy that you saved elsewhere still opens with the old one');
  expect(holds(OLD) || holds(NEW), 'neither stays on the page').toBe(false);
});

test.each([
  ['wrong_passphrase', 'proof', 'proof-text'],
  ['passphrase_too_short', 'passphrase', 'passphrase-new'],
] as const)('%s is said at its field, and nothing typed is lost', async (code, at, field) => {
  await change({ passphrase_set: refuse(code, at) });
  await press('passphrase-go');
  expect(part(field).getAttribute('aria-invalid')).toBe('true');
  expect(document.querySelectorAll('[data-test="field-problem"]'), 'said once').toHaveLength(1);
  expect(has('problem')).toBe(false);
  expect(part<HTMLInputElement>('passphrase-new').value).toBe(NEW);
});

test('two different new passphrases are not sent', async () => {
  await change();
  await type('passphrase-repeat', 'another four wrods');
  await press('passphrase-go');
  expect(has('passphrase-differs')).toBe(true);
  expect(requests('passphrase_set')).toEqual([]);
});

test('leaving a change takes what was typed along', async () => {
  await change();
  await press('passphrase-cancel');
  await press('passphrase-open');
  expect(holds(OLD) || holds(NEW)).toBe(false);
});

test('a new recovery key is shown once', async () => {
  await show(Keys, open, 'keys');
  await press('recovery-open');
  expect(words(), 'said before, not after').toContain('The key that you have stops working');
  await type('proof-text', OLD, part('keys-recovery'));
  await press('recovery-go');
  expect(requests('recovery_make')).toEqual([proof]);
  expect(part('recovery-key').querySelectorAll('li')).toHaveLength(9);
  await expectAccessible();
  await press('recovery-written');
  await type('recovery-last', KEY.slice(-4));
  await press('recovery-confirm');
  expect(has('keys-passphrase'), 'back where it began').toBe(true);
  expect(holds('006H') || holds(OLD)).toBe(false);
  expect(JSON.stringify(session)).not.toContain('006H');
});

test('the recovery key is removed only after a second word', async () => {
  await show(Keys, open, 'keys');
  await press('recovery-remove');
  expect(requests('recovery_remove')).toEqual([]);
  await press('recovery-remove-sure');
  expect(requests('recovery_remove')).toEqual([null]);
  expect(part('keys-recovery').dataset.on).toBe('false');
  expect(words()).toContain('If you forget the passphrase, nobody can open this audit.');
});

test('the keyring is let in with a proof and out without one', async () => {
  await show(Keys, open, 'keys');
  await press('keyring-off');
  expect(requests('keyring_remove')).toEqual([null]);
  expect(part('keys-keyring').dataset.on).toBe('false');
  await press('keyring-on');
  await expectAccessible();
  await type('proof-text', OLD, part('keys-keyring'));
  await press('keyring-go');
  expect(requests('keyring_add')).toEqual([proof]);
  expect(part('keys-keyring').dataset.on).toBe('true');
  expect(holds(OLD)).toBe(false);
});

test('a keyring that is locked is not offered before it was asked again', async () => {
  let offer: 'locked' | 'available' = 'locked';
  await show(Keys, open, 'keys', {
    ways_view: () => ({ ...ways, keyring: false, keyring_offer: offer }),
    keyring_again: () => {
      offer = 'available';
      return open;
    },
  });
  expect(has('keyring-on')).toBe(false);
  expect(textOf(part('keyring-offer'))).toContain('unlock it in your system settings');
  await press('keyring-again');
  expect(has('keyring-on')).toBe(true);
});

test.each([
  [true, 'yes'],
  [false, 'no'],
])('saving a copy says whether it was saved (%s)', async (saved, said) => {
  await show(Keys, open, 'keys', { copy_save: () => ({ saved }) });
  await press('copy-save');
  expect(part('copy-saved').dataset.saved).toBe(said);
});

test('a disk that gives back something else is said, and nothing is called saved', async () => {
  await show(Keys, open, 'keys', { copy_save: refuse('copy_not_as_written') });
  await press('copy-save');
  expect(part('problem').dataset.code).toBe('copy_not_as_written');
  expect(has('copy-saved')).toBe(false);
});

test('without backups it is said when there will be one', async () => {
  await show(Keys, open, 'keys', { ways_view: () => ({ ...ways, backups: [] }) });
  expect(has('backups')).toBe(false);
  expect(words()).toContain('None yet.');
});
