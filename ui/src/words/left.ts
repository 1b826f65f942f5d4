import type { LeftWhat } from '../ipc/contract';
import type { Advice } from './errors';

/** What a deletion could leave behind, and what to do about it. */
export const LEFT: Record<LeftWhat, Advice> = {
  file: {
    what: 'A file or folder is still there.',
    then: 'Delete it in your file manager. If that is refused, it may belong to another user of this computer.',
  },
  in_use: {
    what: 'An audit is open in another window of Unlisted, so nothing of it was deleted.',
    then: 'Close the other window, then delete again.',
  },
  keyring_secret: {
    what: 'A key is still in the system keyring, under the name “unlisted”.',
    then: 'It opens nothing any more. You can remove it in your system’s password settings.',
  },
  perhaps_keyring_secret: {
    what: 'A key may still be in the system keyring, under the name “unlisted”.',
    then: 'The file that would have told was damaged. Look in your system’s password settings, and remove it there.',
  },
};
