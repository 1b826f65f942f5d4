import { problemOf } from '../ipc/call';
import type { UiError } from '../ipc/contract';

/** How long a value stays in clear. */
export const REVEAL_SECONDS = 10;

let open: Reveal<unknown>[] = [];

/** Covers every value that is shown in clear, on every part of the screen. */
export function coverAll(): void {
  for (const reveal of open) reveal.cover();
}

/** Something that is covered until the person asks, and again after a while. */
export class Reveal<T> {
  /** The value in clear, while it is shown. */
  shown = $state.raw<T | null>(null);
  /** Seconds until it is covered again. */
  left = $state(0);
  busy = $state(false);
  problem = $state<UiError | null>(null);

  #seconds: number | null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #turn = 0;

  /** `seconds` is null for what stays until the person closes it, such as a letter. */
  constructor(seconds: number | null = REVEAL_SECONDS) {
    this.#seconds = seconds;
  }

  /** Loads the value and shows it. A value that arrives after it was covered is dropped. */
  async show(load: () => Promise<T>): Promise<void> {
    this.cover();
    const turn = this.#turn;
    open = [...open, this];
    this.busy = true;
    this.problem = null;
    try {
      const value = await load();
      if (turn !== this.#turn) return;
      this.shown = value;
      if (this.#seconds !== null) this.#count(this.#seconds);
    } catch (reason) {
      if (turn === this.#turn) this.problem = problemOf(reason);
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }

  cover(): void {
    this.#turn += 1;
    clearInterval(this.#timer);
    this.shown = null;
    this.left = 0;
    this.busy = false;
    open = open.filter((reveal) => reveal !== this);
  }

  #count(seconds: number): void {
    this.left = seconds;
    this.#timer = setInterval(() => {
      this.left -= 1;
      if (this.left <= 0) this.cover();
    }, 1000);
  }
}
