import { InputError } from '@backstage/errors';

const CURSOR = /^(\d{1,16})\.(\d{1,19})$/;

/** The event after which a page begins, in the order of time. */
export function writeCursor(event: {
  readonly at: number | string;
  readonly id: number | string;
}): string {
  return `${event.at}.${event.id}`;
}

/** @throws InputError where it is none of ours */
export function parseCursor(text: string): { at: number; id: string } {
  const [, at, id] = CURSOR.exec(text) ?? [];
  if (id === undefined)
    throw new InputError(
      `The cursor ${text} is none of this list. Begin at its first page.`,
    );
  return { at: Number(at), id };
}
