import { render } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import { bare, closed, KEY, locked, older, open, opened, salvaged, silent, torn, unreadable } from '../../../dev/sample';
import { expectAccessible, has, holds, part, play, press, refuse, requests, settle, show, textOf, words, type } from '../../../test/app';
import App from '../../App.svelte';
import type { AppView, ErrorCode, OpenedView } from '../../ipc/contract';
import { go, session } from '../../session.svelte';
import Start from './Start.svelte';

const WORDS = 'four plain words here';
const byWords = { way: 'passphrase', text: WORDS };

async function tryWords() {
  await type('unlock-passphrase', WORDS);
  await press('unlock-go');
}

test('opening says on the first screen when that was last done, and leaves nothing of what was typed', async () => {
  play(locked);
  render(App);
  await settle();
  await tryWords();
  expect(requests('unlock')).toEqual([{ practice: false, proof: byWords }]);
  expect(session.screen).toBe('review');
  expect(textOf(part('opened'))).toContain('Last opened 20 Nov 2026');
  expect(holds(WORDS), 'the passphrase is gone with its screen').toBe(false);
  await expectAccessible();
  go('danger');
  await settle();
  expect(has('opened'), 'it is said once').toBe(false);
});

test.each<[Partial<OpenedView>, string[]]>([
  [{ older: 'ruled_out' }, ['opened']],
  [{ older: 'can_not_be_noticed' }, ['opened']],
  [{ older: 'could_not_compare' }, ['opened', 'opened-uncompared']],
  [{ kept_copy: true }, ['opened', 'opened-kept-copy']],
  [{ last_opened: null, last_change: null }, []],
])('what opening found is said plainly, and nothing alarming without a reason: %j', async (found, said) => {
  play(locked, { unlock: () => ({ ...open, opened: { ...opened, ...found } }) });
  render(App);
  await settle();
  await tryWords();
  const there = [...document.querySelectorAll<HTMLElement>('[data-test^="opened"]')].map((one) => one.dataset.test);
  expect(there).toEqual(said);
});

test('the recovery key that was typed is nowhere after its screens', async () => {
  play(locked);
  render(App);
  await settle();
  await press('unlock-by-key');
  await type('unlock-key', KEY);
  await press('unlock-go');
  expect(has('rail-keys'), 'one thing at a time').toBe(false);
  expect(has('lock'), 'it is open, so it can be locked').toBe(true);
  await press('lock');
  expect(holds('006H')).toBe(false);
  expect(has('unlock-passphrase')).toBe(true);
});

test('the keyring opens without a passphrase', async () => {
  await show(Start, locked, 'start');
  await press('unlock-keyring');
  expect(requests('unlock')).toEqual([{ practice: false, proof: { way: 'keyring' } }]);
  expect(session.screen).toBe('review');
});

test('a keyring that is locked is said, and can be asked again', async () => {
  await show(Start, silent, 'start');
  await press('unlock-keyring');
  expect(part('problem').dataset.code).toBe('keyring_locked');
  await expectAccessible();
  await press('keyring-again');
  expect(requests('keyring_again')).toEqual([null]);
  expect(session.screen, 'it went on by itself').toBe('review');
});

test('the recovery key opens, and a new passphrase is asked for right after', async () => {
  await show(Start, locked, 'start');
  await press('unlock-by-key');
  expect(document.activeElement, 'the keyboard is where it goes on').toBe(part('unlock-key'));
  await expectAccessible();
  const typed = KEY.toLowerCase().replaceAll('-', ' ');
  await type('unlock-key', typed);
  expect(textOf(part('key-typed'))).toContain('All 36');
  await press('unlock-go');
  expect(requests('unlock')).toEqual([{ practice: false, proof: { way: 'recovery', text: typed } }]);
  expect(holds(typed), 'the key is nowhere on the page any more').toBe(false);
  await expectAccessible();
  await type('renew-passphrase', 'another four words');
  await type('renew-repeat', 'another four wrods');
  await press('renew-go');
  expect(has('renew-differs')).toBe(true);
  expect(requests('passphrase_set'), 'a mistyped one would lock the person out again').toEqual([]);
  await type('renew-repeat', 'another four words');
  await press('renew-go');
  expect(requests('passphrase_set')).toEqual([
    { proof: { way: 'recovery', text: typed }, passphrase: 'another four words' },
  ]);
  expect(session.screen).toBe('review');
  expect(session.opened, 'when it was last opened is told then').not.toBeNull();
});

test('a new passphrase can be put off', async () => {
  await show(Start, locked, 'start');
  await press('unlock-by-key');
  await type('unlock-key', KEY);
  await press('unlock-go');
  await press('renew-later');
  expect(requests('passphrase_set')).toEqual([]);
  expect(session.screen).toBe('review');
});

test.each([
  ['006H-M9SM', 'not_a_recovery_key', 'mistyped'],
  [KEY.replace('006H', '006J'), 'wrong_recovery_key', 'without a mistake'],
])('a recovery key %s is told as %s', async (typed, code, said) => {
  await show(Start, locked, 'start');
  await press('unlock-by-key');
  await type('unlock-key', typed);
  await press('unlock-go');
  expect(part('field-problem').dataset.code).toBe(code);
  expect(textOf(part('field-problem'))).toContain(said);
  expect(has('problem'), 'it is said once').toBe(false);
});

test('where no recovery key was made, none is asked for, and it is said', async () => {
  await show(Start, bare, 'start');
  expect(has('unlock-by-key') || has('unlock-keyring') || has('forgotten-key')).toBe(false);
  expect(words()).toContain('Nobody can open the audit without it.');
});

test('an older copy is said calmly, and opens only when the person says why', async () => {
  await show(Start, older, 'start');
  expect(has('unlock-older'), 'not before it is known').toBe(false);
  await tryWords();
  expect(textOf(part('problem'))).toContain('an older copy than the one last used here');
  expect(words()).toContain('If you did not put back a backup, somebody else may have.');
  expect(requests('accept_older'), 'never by itself').toEqual([]);
  await expectAccessible();
  await press('unlock-older');
  expect(requests('accept_older')).toEqual([false]);
  expect(requests('unlock').at(-1), 'the same way again').toEqual({ practice: false, proof: byWords });
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
  const again = { practice: true, proof: { way: 'keyring' } };
  expect(requests('unlock')).toEqual([again, again]);
  expect(session.view?.case?.practice).toBe(true);
});

test('an older copy that stays closed leaves its reason in sight', async () => {
  await show(Start, older, 'start', { accept_older: refuse('disk_read_only') });
  await press('unlock-keyring');
  await press('unlock-older');
  expect(part('problem', part('way-older')).dataset.code).toBe('disk_read_only');
  expect(requests('unlock'), 'nothing is tried behind it').toHaveLength(1);
});

test.each<[ErrorCode, string[]]>([
  ['vault_damaged', ['way-repair', 'way-kept', 'way-chosen', 'way-delete']],
  ['vault_changed', ['way-repair', 'way-kept', 'way-chosen', 'way-delete']],
  ['vault_rolled_back', ['way-repair', 'way-kept', 'way-chosen', 'way-older', 'way-delete']],
  ['vault_copied', ['way-repair', 'way-kept', 'way-chosen', 'way-older', 'way-delete']],
])('%s has its ways on, in order, and a way back', async (code, ways) => {
  await show(Start, locked, 'start', { unlock: refuse(code) });
  await tryWords();
  const there = [...document.querySelectorAll<HTMLElement>('details')].map((fold) => fold.dataset.test);
  expect(there).toEqual(ways);
  await expectAccessible();
  await press('ways-back');
  expect(has('unlock-passphrase')).toBe(true);
});

test.each(['wrong_passphrase', 'vault_in_use', 'disk_full', 'vault_newer'] as const)('%s needs no repair', async (code) => {
  await show(Start, locked, 'start', { unlock: refuse(code) });
  await tryWords();
  expect(has('ways-on')).toBe(false);
  expect(has('unlock-go'), 'it can be tried again').toBe(true);
});

test('a repair says what was saved and what was lost', async () => {
  await show(Start, torn, 'start');
  await tryWords();
  await press('repair-go');
  expect(requests('repair'), 'what was typed once is enough').toEqual([{ practice: false, proof: byWords }]);
  expect(part('repaired').dataset.complete).toBe('false');
  expect(words()).toContain(`${salvaged.lost} entries are lost`);
  expect(textOf(part('repaired-lost'))).toContain('what was sent');
  expect(has('repaired-older'), 'older entries may be back').toBe(true);
  await expectAccessible();
  await press('repaired-next');
  expect(session.screen).toBe('review');
});

test('nothing lost is not the same as nothing known to be lost', async () => {
  const unsure = { saved: 9, lost: 0, lost_kinds: [], complete: false, may_be_older: false };
  const view: AppView = { ...open, opened: { ...opened, repaired: unsure, kept_copy: true } };
  await show(Start, torn, 'start', { repair: () => view });
  await tryWords();
  await press('repair-go');
  expect(part('repaired').dataset.complete, 'never called whole').toBe('false');
  expect(has('repaired-unsure')).toBe(true);
});

test('a repair that does not work leaves its reason, and the other ways', async () => {
  await show(Start, torn, 'start', { repair: refuse('disk_full') });
  await tryWords();
  await press('repair-go');
  expect(part('problem', part('way-repair')).dataset.code).toBe('disk_full');
  expect(has('way-kept') && has('way-chosen')).toBe(true);
});

test('a kept backup is put back with its own proof', async () => {
  await show(Start, torn, 'start');
  await tryWords();
  const way = part('way-kept');
  const rows = way.querySelectorAll<HTMLInputElement>('[data-test="restore-copy"]');
  expect(rows).toHaveLength(3);
  expect(rows[0]?.checked, 'the newest first').toBe(true);
  rows[1]?.click();
  await press('proof-recovery', way);
  await type('proof-key', KEY, way);
  await press('restore-go', way);
  expect(requests('restore')).toEqual([
    { practice: false, copy: { from: 'kept', id: 1 }, proof: { way: 'recovery', text: KEY } },
  ]);
  expect(has('renew-passphrase'), 'opened with the paper: a passphrase is missing').toBe(true);
});

test.each<[ErrorCode, string]>([
  ['wrong_passphrase', 'field-problem'],
  ['copy_damaged', 'problem'],
  ['copy_newer', 'problem'],
  ['copy_needs_passphrase', 'problem'],
])('a copy that is not put back (%s) says so, and what was typed stays', async (code, where) => {
  await show(Start, torn, 'start', { restore: refuse(code, code === 'wrong_passphrase' ? 'passphrase' : null) });
  await tryWords();
  const way = part('way-kept');
  await press('restore-go', way);
  expect(part(where, way).dataset.code).toBe(code);
  expect(part<HTMLInputElement>('proof-text', way).value).toBe(WORDS);
});

test('a file that is no copy is refused at its button', async () => {
  await show(Start, torn, 'start', { copy_choose: refuse('not_a_copy') });
  await tryWords();
  const way = part('way-chosen');
  expect(way.querySelector('[data-test="restore-go"]'), 'not before a file is chosen').toBeNull();
  await press('restore-choose', way);
  expect(part('problem', way).dataset.code).toBe('not_a_copy');
});

test('only the ways that open the chosen copy are offered', async () => {
  await show(Start, torn, 'start');
  await press('unlock-keyring');
  const way = part('way-chosen');
  await press('restore-choose', way);
  expect(way.querySelector('[data-test="proof-keyring"]'), 'this file was saved without the keyring').toBeNull();
  expect(part('proof-text', way), 'the passphrase is asked for instead').toBeTruthy();
});

test('an audit of which nothing can be read has its backups left', async () => {
  await show(Start, unreadable, 'start');
  expect(has('unreadable')).toBe(true);
  expect(has('way-repair') || has('unlock-passphrase'), 'nothing is there to prove oneself with').toBe(false);
  expect(has('way-kept') && has('way-chosen') && has('way-delete')).toBe(true);
  await expectAccessible();
});
