import type { WhyLocked } from '../ipc/contract';
import { word } from './word';

/** Why the app is locked; nothing for whoever locked it. */
export function whyOf(locked: WhyLocked): string | null {
  switch (locked.why) {
    case 'by_hand':
      return null;
    case 'idle':
      return word('start-locked-idle', { minutes: locked.minutes });
    case 'slept':
      return word('start-locked-slept');
    case 'screen_locked':
      return word('start-locked-screen-locked');
  }
}
