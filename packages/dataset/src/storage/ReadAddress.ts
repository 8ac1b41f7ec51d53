import type { Readable } from 'node:stream';

export type LocalFile = {
  /** Path on this machine. */
  readonly file: string;
  readonly sizeBytes: number;
};

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

/** The same, for what is sent: a file of this machine goes as it is. */
export type SendAddress = (
  url: string,
  request: Omit<Parameters<ReadAddress>[1], 'method' | 'body'> & {
    readonly method?: 'GET' | 'POST' | 'PUT';
    readonly body?: string | LocalFile;
  },
) => Promise<AddressAnswer>;
