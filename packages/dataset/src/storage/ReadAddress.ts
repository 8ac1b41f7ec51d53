import type { Readable } from 'node:stream';

export type AddressAnswer = {
  readonly status: number;
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Readable;
};

/**
 * Asks a web server. Whoever gives this function decides which addresses may
 * be read, follows redirections within them, and waits no longer than it wants.
 *
 * @throws StorageError where the address may not be read or does not answer
 */
export type ReadAddress = (
  url: string,
  request: {
    readonly method?: 'GET' | 'POST';
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly signal: AbortSignal;
  },
) => Promise<AddressAnswer>;
