import { listen } from '@tauri-apps/api/event';

import type { Progress } from './contract';

/** Calls `heard` with every step of a scan; the result stops listening. */
export function onProgress(heard: (progress: Progress) => void): Promise<() => void> {
  return listen<Progress>('progress', (event) => heard(event.payload));
}

/** Calls `heard` when the app locked itself; the result stops listening. */
export function onLocked(heard: () => void): Promise<() => void> {
  return listen('locked', () => heard());
}
