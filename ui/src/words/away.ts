import type { WhyLocked } from '../ipc/contract';

/** Minutes as they are said. */
export const minutesOf = (minutes: number) => (minutes === 1 ? '1 minute' : minutes === 60 ? '1 hour' : `${minutes} minutes`);

/** Why the app is locked; nothing for whoever locked it. */
export function whyOf(locked: WhyLocked): string | null {
  switch (locked.why) {
    case 'by_hand':
      return null;
    case 'idle':
      return `Locked after ${minutesOf(locked.minutes)} without use.`;
    case 'slept':
      return 'Locked because the computer went to sleep.';
    case 'screen_locked':
      return 'Locked because the screen was locked.';
  }
}
