import { openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import type { SendAddress } from '../ReadAddress';

/** Reads whatever it is asked to read: tests have servers of their own. */
export const readAddress: SendAddress = async (url, request) => {
  const { body } = request;
  const answer = await fetch(url, {
    ...request,
    body: typeof body === 'object' ? await openAsBlob(body.file) : body,
  });
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: answer.body
      ? Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0])
      : Readable.from([]),
  };
};
