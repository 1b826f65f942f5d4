import { expect, test } from 'vitest';

import { closed, locked, older, open } from '../../../dev/sample';
import { expectAccessible, has, part, press, refuse, requests, show, type, typed, words } from '../../../test/app';
import type { AppView } from '../../ipc/contract';
import { session } from '../../session.svelte';
import Start from './Start.svelte';

test('a new audit is created with what was typed', async () => {
  await show(Start, closed, 'start');
  await press('start-audit');
  await type('create-passphrase', 'four plain words here');
  await type('create-repeat', 'four plain words here');
  await expectAccessible();
  await press('create-go');
  expect(requests('start')).toEqual([
    { practice: false, label: 'My audit', passphrase: 'four plain words here', keyring: false },
  ]);
  expect(session.screen, 'the first step comes next').toBe('attest');
});

test('two different passphrases are not sent', async () => {
  await show(Start, closed, 'start');
  await press('start-audit');
  await type('create-passphrase', 'four plain words here');
  await type('create-repeat', 'four plain word here');
  await press('create-go');
  expect(has('create-differs'), 'it is said why').toBe(true);
  expect(requests('start'), 'a mistyped passphrase would lock the person out').toEqual([]);
});

test('a refusal stands at its field and keeps what was typed', async () => {
  await show(Start, closed, 'start', { start: refuse('passphrase_too_short', 'passphrase') });
  await press('start-audit');
  await type('create-label', 'Mine');
  await type('create-passphrase', 'short');
  await type('create-repeat', 'short');
  await press('create-go');
  const field = part('create-passphrase');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(part('field-problem').textContent, 'what to do').toContain('at least 10 characters');
  expect(document.activeElement, 'the person lands where the mending is needed').toBe(field);
  expect([typed('create-label'), typed('create-passphrase'), typed('create-repeat')]).toEqual(['Mine', 'short', 'short']);
});

test('the keyring is offered only where there is one', async () => {
  await show(Start, { ...closed, keyring: 'unavailable' }, 'start');
  await press('start-audit');
  expect(has('create-keyring')).toBe(false);
});

test('practice comes with a readable passphrase', async () => {
  await show(Start, closed, 'start');
  await press('start-practice');
  expect(typed('create-passphrase')).toBe('practice passphrase');
  expect(part<HTMLInputElement>('create-passphrase').type, 'it protects invented facts only').toBe('text');
  await press('create-go');
  expect(requests('start')).toMatchObject([{ practice: true, passphrase: 'practice passphrase' }]);
});

test('a wrong passphrase is said at the field, and stays there to be mended', async () => {
  await show(Start, locked, 'start', { unlock: refuse('wrong_passphrase') });
  await expectAccessible();
  await type('unlock-passphrase', 'nearly right');
  await press('unlock-go');
  expect(part('field-problem').dataset.code).toBe('wrong_passphrase');
  expect(typed('unlock-passphrase')).toBe('nearly right');
  expect(has('problem'), 'it is said once').toBe(false);
});

test('an older copy is said calmly, and opens only when the person says why', async () => {
  await show(Start, older, 'start');
  expect(has('unlock-older'), 'not before it is known').toBe(false);
  await type('unlock-passphrase', 'four plain words here');
  await press('unlock-go');
  expect(part('problem').textContent).toContain('an older copy than the one last used here');
  expect(words()).toContain('If you did not put back a backup, somebody else may have.');
  expect(requests('accept_older'), 'never by itself').toEqual([]);
  await expectAccessible();
  await press('unlock-older');
  expect(requests('accept_older')).toEqual([false]);
  expect(requests('unlock').at(-1), 'the same way again').toEqual({ practice: false, passphrase: 'four plain words here' });
  expect(session.view?.case, 'it is open').not.toBeNull();
});

test('an older copy of the practice audit opens as the practice audit', async () => {
  const practice: AppView = { ...closed, practice_vault: locked.vault };
  let accepted = false;
  const unlock = () => (accepted ? open : refuse('vault_rolled_back')());
  await show(Start, practice, 'start', { unlock, accept_older: () => ((accepted = true), practice) });
  await press('unlock-practice');
  await press('unlock-keyring');
  await press('unlock-older');
  expect(requests('accept_older')).toEqual([true]);
  expect(requests('unlock')).toEqual([
    { practice: true, passphrase: null },
    { practice: true, passphrase: null },
  ]);
  expect(session.view?.case?.practice).toBe(true);
});

test('an older copy that stays closed leaves its reason in sight', async () => {
  await show(Start, older, 'start', { accept_older: refuse('disk_read_only') });
  await press('unlock-keyring');
  await press('unlock-older');
  expect(part('problem').dataset.code).toBe('disk_read_only');
  expect(requests('unlock'), 'nothing is tried behind it').toHaveLength(1);
});

test('the keyring opens without a passphrase', async () => {
  await show(Start, locked, 'start');
  await press('unlock-keyring');
  expect(requests('unlock')).toEqual([{ practice: false, passphrase: null }]);
  expect(session.screen).toBe('review');
});
