import { listen, type EventName } from '@tauri-apps/api/event';

import type { Idling, Progress } from './contract';

/** Calls `heard` with every step of a scan; the result stops listening. */
export function onProgress(heard: (progress: Progress) => void): () => void {
  return on<Progress>('progress', heard);
}

/** Calls `heard` when the app locked itself; the result stops listening. */
export function onLocked(heard: () => void): () => void {
  return on<unknown>('locked', () => heard());
}

/** Calls `heard` when the app is about to lock because nobody is here, and when somebody is; the result stops listening. */
export function onIdling(heard: (idling: Idling) => void): () => void {
  return on<Idling>('idling', heard);
}

function on<T>(name: EventName, heard: (payload: T) => void): () => void {
  let wanted = true;
  const listening = listen<T>(name, (event) => {
    if (wanted) heard(event.payload);
  });
  // Events only make pages fresher: a page that may not listen asks again by itself.
  listening.catch(() => undefined);
  return () => {
    wanted = false;
    listening.then((stop) => stop()).catch(() => undefined);
  };
}
