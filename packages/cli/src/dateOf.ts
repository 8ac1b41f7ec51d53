import { UsageError } from './UsageError';

/** @throws UsageError where the value of a flag is no date */
export function dateOf(text: string, flag: string): Date {
  const date = new Date(text);
  if (!Number.isNaN(date.getTime())) return date;
  throw new UsageError(
    `${flag} is ${text}, which is no date. Write it as 2026-11-26.`,
  );
}
