import { Transform } from 'node:stream';
import { StorageError } from './StorageError';

/** How slow an answer may be before it is given up. */
export type Patience = {
  /** Bytes are counted once in so many seconds. */
  readonly seconds: number;
  /** Fewer bytes in that time, and it is given up. */
  readonly minimumBytes: number;
};

/** A remote that gives a byte a minute would hold a worker for ever. */
export const PATIENCE: Patience = { seconds: 60, minimumBytes: 1024 };

/** Passes bytes on, and fails where they come too slowly or not at all. */
export function patient({ seconds, minimumBytes }: Patience): Transform {
  let came = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      came += chunk.length;
      done(null, chunk);
    },
  });
  const timer = setInterval(() => {
    if (came < minimumBytes) {
      through.destroy(
        new StorageError(
          'unreachable',
          `The storage sent ${came} bytes in ${seconds} s, which is given up. It is fetched again later.`,
        ),
      );
    }
    came = 0;
  }, seconds * 1000);
  through.once('close', () => clearInterval(timer));
  return through;
}
