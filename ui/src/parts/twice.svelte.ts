/** A new passphrase, typed twice. It lives as long as the form that it is in. */
export class Twice {
  passphrase = $state('');
  again = $state('');
  differs = $state(false);

  constructor(suggested = '') {
    this.passphrase = suggested;
    this.again = suggested;
  }

  /** Whether both are the same; says so at the fields if not. */
  fits(): boolean {
    this.differs = this.passphrase !== this.again;
    return !this.differs;
  }
}
