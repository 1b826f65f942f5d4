import { problemOf } from '../ipc/call';
import type { UiError } from '../ipc/contract';
import { refresh } from '../session.svelte';

/** One thing the person asked for: whether it is under way, and why it was refused. */
export class Attempt {
  busy = $state(false);
  problem = $state<UiError | null>(null);

  /** Runs the work unless it is running already. Gives whether it went well; what was typed is never touched. */
  async run(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    try {
      await work();
      return true;
    } catch (reason) {
      this.problem = problemOf(reason);
      // The app locked itself: the start screen is the only place where that can be mended.
      if (this.problem.code === 'case_locked') await refresh().catch(() => undefined);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** The problem, where it belongs to this field. */
  at(field: string): UiError | null {
    return this.problem?.at === field ? this.problem : null;
  }

  /** The problem, where it belongs to none of these fields. */
  beside(fields: string[]): UiError | null {
    const at = this.problem?.at ?? null;
    return at !== null && fields.includes(at) ? null : this.problem;
  }
}
