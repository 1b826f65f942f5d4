const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const MINUTE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** `2026-12-04` as "4 December 2026"; what is no date stays as it is. */
export function day(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? text : DAY.format(date);
}

/** An RFC 3339 moment in the person's own time. */
export function moment(text: string): string {
  return formatted(text, MOMENT);
}

/** As `moment`, to the minute. */
export function minute(text: string): string {
  return formatted(text, MINUTE);
}

function formatted(text: string, format: Intl.DateTimeFormat): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : format.format(date);
}

/** The day so many days from `now`, in the person's own calendar, as `YYYY-MM-DD`. */
export function dayFrom(now: Date, days: number): string {
  const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** "1 site", "3 sites". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** When a backup or copy was written, as far as the disk says. */
export function written(copy: { written: string | null }): string {
  return copy.written === null ? 'Written at an unknown time' : `Written ${minute(copy.written)}`;
}
