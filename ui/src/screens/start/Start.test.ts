import { expect, test } from 'vitest';

import { closed, KEY, locked, stubborn } from '../../../dev/sample';
import { expectAccessible, has, holds, part, press, refuse, requests, show, textOf, words, type, typed } from '../../../test/app';
import { lock, session } from '../../session.svelte';
import Start from './Start.svelte';

test('a new audit is created with what was typed', async () => {
  await show(Start, closed, 'start');
  await press('start-audit');
  await type('create-passphrase', 'four plain words here');
  await type('create-repeat', 'four plain words here');
  await press('create-recovery');
  await expectAccessible();
  await press('create-go');
  expect(requests('start')).toEqual([
    { practice: false, label: 'My audit', passphrase: 'four plain words here', keyring: false, recovery: false },
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
  expect(textOf(part('field-problem')), 'what to do').toContain('at least 10 characters');
  expect(document.activeElement, 'the person lands where the mending is needed').toBe(field);
  expect([typed('create-label'), typed('create-passphrase'), typed('create-repeat')]).toEqual(['Mine', 'short', 'short']);
});

test('the keyring is offered only where there is one', async () => {
  await show(Start, { ...closed, keyring: 'unavailable' }, 'start');
  await press('start-audit');
  expect(has('create-keyring')).toBe(false);
});

test('a keyring that is locked can be asked again', async () => {
  await show(Start, { ...closed, keyring: 'locked' }, 'start');
  await press('start-audit');
  expect(textOf(part('keyring-offer'))).toContain('keyring is locked');
  await press('keyring-again');
  expect(requests('keyring_again')).toEqual([null]);
  expect(has('create-keyring'), 'now it can be chosen').toBe(true);
});

async function create() {
  await show(Start, closed, 'start');
  await press('start-audit');
  await type('create-passphrase', 'four plain words here');
  await type('create-repeat', 'four plain words here');
  await press('create-go');
}

test('a real audit offers a recovery key, and the warning says what is so with it and without', async () => {
  await show(Start, closed, 'start');
  await press('start-audit');
  expect(part<HTMLInputElement>('create-recovery').checked, 'on unless the person says otherwise').toBe(true);
  expect(textOf(part('create-warning'))).toContain('Without the passphrase or the recovery key nobody can open it');
  await press('create-recovery');
  expect(textOf(part('create-warning'))).toContain('a forgotten passphrase cannot be recovered');
});

test('the recovery key is shown once, in its groups, and its last group is asked for', async () => {
  await create();
  expect(requests('start')).toMatchObject([{ recovery: true }]);
  const groups = [...part('recovery-key').querySelectorAll('li')].map((group) => group.textContent);
  expect(groups, 'as it is written on paper').toEqual(KEY.split('-'));
  await expectAccessible();
  await press('recovery-written');
  expect(document.activeElement, 'the keyboard is where it goes on').toBe(part('recovery-last'));
  expect(holds('006H'), 'it is read from the paper, not from the screen').toBe(false);
  await expectAccessible();
  await type('recovery-last', 'KKKQ');
  await press('recovery-confirm');
  expect(has('recovery-differs'), 'a slip on paper shows now, not in a year').toBe(true);
  await press('recovery-again');
  expect(holds('006H'), 'there is a second look').toBe(true);
  await press('recovery-written');
  await type('recovery-last', ' kk-kp ');
  await press('recovery-confirm');
  expect(session.screen, 'the first step comes next').toBe('attest');
  expect(session.opened, 'a new audit has no past').toBeNull();
  expect(JSON.stringify(session), 'kept nowhere').not.toContain('KKKP');
});

test('a person may go on without writing the key down', async () => {
  await create();
  await press('recovery-without');
  expect(session.screen).toBe('attest');
});

test('locking takes the recovery key off the screen', async () => {
  await create();
  expect(holds('006H')).toBe(true);
  await lock();
  expect(session.view?.vault.state).toBe('locked');
  await press('unlock-by-key');
  expect(holds('006H'), 'it does not come back').toBe(false);
});

test('a copy can be put back where there is no audit', async () => {
  await show(Start, closed, 'start');
  await press('start-copy');
  await expectAccessible();
  const way = part('way-chosen');
  await press('restore-choose', way);
  expect(requests('copy_choose')).toEqual([false]);
  await type('proof-text', 'four plain words here', way);
  await press('restore-go', way);
  expect(requests('restore')).toEqual([
    { practice: false, copy: { from: 'chosen' }, proof: { way: 'passphrase', text: 'four plain words here' } },
  ]);
  expect(session.view?.case, 'it is open').not.toBeNull();
});

test('what a deletion left behind is listed with its place, and what no program can delete is said', async () => {
  await show(Start, stubborn, 'start');
  await type('wipe-word', 'delete');
  await press('wipe-go');
  const kinds = [...part('wiped-left').querySelectorAll<HTMLElement>('[data-left]')].map((row) => row.dataset.left);
  expect(kinds).toEqual(['file', 'in_use', 'keyring_secret', 'perhaps_keyring_secret']);
  expect(words()).toContain('/backups/3.unlisted');
  expect(has('wiped-never')).toBe(true);
  expect(has('wiped-begin'), 'while one is open elsewhere, nothing can begin anew').toBe(false);
  await expectAccessible();
  await press('wiped-again');
  expect(requests('wipe'), 'tried once more').toEqual([null, null]);
  await press('quit');
  expect(requests('quit')).toEqual([null]);
});

test('when all is gone it is said, and the window can be closed', async () => {
  await show(Start, locked, 'start');
  await type('wipe-word', 'delete');
  await press('wipe-go');
  expect(has('wiped-all')).toBe(true);
  expect(has('wiped-left')).toBe(false);
  expect(has('start-audit'), 'nothing is offered behind it').toBe(false);
  await expectAccessible();
  await press('wiped-begin');
  expect(has('start-audit')).toBe(true);
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
