/** How the vault can stand: closed, locked, damaged, copied, deleted in part. */
import type {
  AppView,
  CopiesView,
  LeftOver,
  OpenedView,
  RepairedView,
  UiError,
  WaysView,
} from '../src/ipc/contract';

export const closed: AppView = {
  vault: { state: 'none' },
  practice_vault: { state: 'none' },
  keyring: 'available',
  case: null,
  opened: null,
};

/** Its letters check out, and it opens nothing real. */
export const KEY = '006H-M9SM-8575-PT3N-GA7S-SADP-RF8D-VTQQ-KKKP';

export const locked: AppView = {
  ...closed,
  vault: { state: 'locked', passphrase: true, keyring: true, recovery: true },
};

/** No recovery key was made, and there is no keyring. */
export const bare: AppView = {
  ...closed,
  keyring: 'unavailable',
  vault: { state: 'locked', passphrase: true, keyring: false, recovery: false },
};

/** The keyring opens it, and is locked itself until it is asked again. */
export const silent: AppView = { ...locked, keyring: 'locked' };

/** As `locked`, but an older copy was put in its place: it opens only after that was accepted. */
export const older: AppView = { ...locked };
export const damaged: AppView = { ...locked };
export const changed: AppView = { ...locked };
export const copied: AppView = { ...locked };

/** As `damaged`; a part can not be saved. */
export const torn: AppView = { ...locked };

/** Nothing can be read of what would tell how it opens. */
export const unreadable: AppView = { ...closed, vault: { state: 'unreadable' } };

/** Something of it can not be deleted. */
export const stubborn: AppView = { ...locked };

/** Why some of these do not open. */
export const STUCK = new Map<AppView, UiError['code']>([
  [older, 'vault_rolled_back'],
  [damaged, 'vault_damaged'],
  [torn, 'vault_damaged'],
  [changed, 'vault_changed'],
  [copied, 'vault_copied'],
]);

export const opened: OpenedView = {
  last_opened: '2026-11-20T18:05:00Z',
  last_change: '2026-11-20T19:40:12Z',
  older: 'ruled_out',
  repaired: null,
  kept_copy: false,
};

export const repaired: RepairedView = { saved: 1204, lost: 0, lost_kinds: [], complete: true, may_be_older: false };
export const salvaged: RepairedView = {
  saved: 1180,
  lost: 24,
  lost_kinds: ['answer', 'ledger'],
  complete: false,
  may_be_older: true,
};

const copy = (id: number, written: string | null, rest = {}) => ({
  id,
  written,
  passphrase: true,
  keyring: true,
  recovery: true,
  ...rest,
});

export const copies: CopiesView = {
  kept: [copy(0, '2026-11-20T18:05:02Z'), copy(1, '2026-11-13T20:11:40Z'), copy(2, null)],
  chosen: null,
};
export const chosen = copy(0, '2026-10-01T09:30:00Z', { keyring: false });

export const ways: WaysView = { keyring: true, keyring_offer: 'available', recovery: true, backups: copies.kept };

export const left: LeftOver[] = [
  { what: 'file', path: '/data/unlisted/backups/3.unlisted' },
  { what: 'in_use', path: null },
  { what: 'keyring_secret', path: null },
  { what: 'perhaps_keyring_secret', path: null },
];
