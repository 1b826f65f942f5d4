import type { AddressDraft, NameDraft } from '../../ipc/contract';

/** A name before anything is typed. */
export function emptyName(): NameDraft {
  return { first: '', middle: '', last: '', suffix: '', kind: 'legal' };
}

/** An address before anything is typed. */
export function emptyAddress(): AddressDraft {
  return { street: '', city: '', region: '', postcode: '', country: 'US', current: true };
}

/** Countries whose formats the app knows best come first. */
export const COUNTRIES = [
  'US',
  'CA',
  'GB',
  'IE',
  'AU',
  'NZ',
  'AT',
  'BE',
  'BR',
  'CH',
  'CZ',
  'DE',
  'DK',
  'ES',
  'FI',
  'FR',
  'GR',
  'IN',
  'IT',
  'JP',
  'KR',
  'MX',
  'NL',
  'NO',
  'PL',
  'PT',
  'SE',
  'ZA',
];
