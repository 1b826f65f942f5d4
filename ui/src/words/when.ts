import { spoken, word } from './word';

const DAY = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
const MINUTE = { dateStyle: 'medium', timeStyle: 'short' } as const;
const MOMENT = { dateStyle: 'medium', timeStyle: 'medium' } as const;

/** A long list has a moment in every row, and to make a format takes longer than to use it. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** `2026-12-04` as "4 December 2026"; what is no date stays as it is. */
export function day(text: string): string {
  return formatted(text, new Date(`${text}T00:00:00Z`), DAY);
}

/** An RFC 3339 moment in the person's own time. */
export function moment(text: string): string {
  return formatted(text, new Date(text), MOMENT);
}

/** As `moment`, to the minute. */
export function minute(text: string): string {
  return formatted(text, new Date(text), MINUTE);
}

function formatted(text: string, date: Date, parts: Intl.DateTimeFormatOptions): string {
  if (Number.isNaN(date.getTime())) return text;
  const key = JSON.stringify([spoken(), parts]);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(spoken(), parts);
  formats.set(key, format);
  return format.format(date);
}

/** The day so many days from `now`, in the person's own calendar, as `YYYY-MM-DD`. */
export function dayFrom(now: Date, days: number): string {
  const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** When a backup or copy was written, as far as the disk says. */
export function written(copy: { written: string | null }): string {
  return copy.written === null ? word('common-written-unknown') : word('common-written', { when: minute(copy.written) });
}

/** "name, address, age". */
export function joined(things: string[]): string {
  return new Intl.ListFormat(spoken(), { type: 'unit', style: 'short' }).format(things);
}
