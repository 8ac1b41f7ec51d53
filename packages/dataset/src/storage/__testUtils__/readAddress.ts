import { Readable } from 'node:stream';
import type { ReadAddress } from '../ReadAddress';

/** Reads whatever it is asked to read: tests have servers of their own. */
export const readAddress: ReadAddress = async (url, request) => {
  const answer = await fetch(url, request);
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: answer.body
      ? Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0])
      : Readable.from([]),
  };
};
