import type { ErrorCode, Proof, UiError } from '../ipc/contract';

/** A way to prove who asks. */
export type Way = Proof['way'];

/** Which ways there are. */
export type Ways = Record<Way, boolean>;

const ABOUT_PASSPHRASE: ErrorCode[] = ['wrong_passphrase'];
const ABOUT_KEY: ErrorCode[] = ['wrong_recovery_key', 'not_a_recovery_key'];
/** Where asking the keyring again may help. */
const ABOUT_KEYRING: ErrorCode[] = ['keyring_locked', 'keyring_missing', 'keyring_unavailable'];

/** A proof while it is typed. It lives as long as the form that it is in, and no longer. */
export class ProofDraft {
  way = $state<Way>('passphrase');
  passphrase = $state('');
  key = $state('');

  /** Begins with what was typed in another form. */
  constructor(from?: ProofDraft) {
    if (!from) return;
    this.way = from.way;
    this.passphrase = from.passphrase;
    this.key = from.key;
  }

  get proof(): Proof {
    if (this.way === 'keyring') return { way: 'keyring' };
    return { way: this.way, text: this.way === 'recovery' ? this.key : this.passphrase };
  }

  /** The problem, where it belongs to the field that is shown. */
  at(problem: UiError | null): UiError | null {
    const about = this.way === 'recovery' ? ABOUT_KEY : this.way === 'passphrase' ? ABOUT_PASSPHRASE : [];
    return problem !== null && about.includes(problem.code) ? problem : null;
  }
}

/** Whether the keyring refused, so that asking it again may help. */
export function isOfKeyring(problem: UiError | null): boolean {
  return problem !== null && ABOUT_KEYRING.includes(problem.code);
}
