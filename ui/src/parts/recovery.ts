/** How many letters and digits a recovery key has. */
export const KEY_LENGTH = 36;

/** Letters and digits only, and alike what looks alike on paper: O and 0, I, L and 1. */
export function plainKey(text: string): string {
  return text
    .toUpperCase()
    .replace(/[\s\-_.\u2010-\u2015\u2212]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}
