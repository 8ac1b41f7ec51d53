import { Transform } from 'node:stream';
import { TableError } from '../TableError';

/** A compressed text may unpack to this much whatever it is packed to: 256 MiB. */
const FREE_BYTES = 256 * 1024 ** 2;
/** Texts of tables pack to a tenth, repetitive ones to a hundredth. */
const RATIO_LIMIT = 200;
/** 64 GiB. */
const UNPACKED_LIMIT_BYTES = 64 * 1024 ** 3;

/**
 * Lets bytes that were unpacked through until they are more than a table of
 * that size could be.
 *
 * @param packedBytes - how many bytes were read to unpack those
 */
export function limitUnpacked(
  name: string,
  packedBytes: () => number,
): Transform {
  let unpacked = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      unpacked += chunk.length;
      const isTooMuch =
        unpacked > UNPACKED_LIMIT_BYTES ||
        (unpacked > FREE_BYTES && unpacked > RATIO_LIMIT * packedBytes());
      if (!isTooMuch) {
        done(null, chunk);
        return;
      }
      done(
        new TableError(
          `The file unpacks to more than ${Math.round(
            unpacked / 1024 ** 2,
          )} MiB, over ${RATIO_LIMIT} times its size or the limit of 64 GiB. Commit the table unpacked, or as Parquet.`,
          name,
        ),
      );
    },
  });
}
