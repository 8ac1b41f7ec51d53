import type { DuckDBConnection } from '@duckdb/node-api';
import type { DeclaredImage } from '../profile/imageSizes';
import { bucketsOf } from './candidatePairs';
import { greyOf } from './greyOf';
import { NearLeaks, type NearResult } from './NearLeaks';
import { byImportance, type NearOptions } from './nearTexts';
import {
  differenceHash,
  hammingDistance,
  pictureSimilarity,
  resample,
} from './pictureHash';
import { rowsOf } from './workRows';

/** Pictures whose hashes differ in more bits are not compared: four parts of 16 bits then all may differ. */
const BITS = 3;
/** Copies that were scaled or encoded again stay above; of 2,000 handwritten digits none is so like one of 8,000 others. */
const LEAST_SIMILARITY = 0.97;
/** Side of the small pictures that are compared. */
const SIDE = 16;
const PICTURES = 200_000;
/** Hashes compared at most: a minute. */
const COMPARISONS = 2_000_000_000;

/**
 * Rows whose picture nearly stands in another split: difference hashes that
 * share one of four parts propose (Norouzi, Punjani and Fleet 2012), the
 * difference of the pixels decides.
 *
 * @param column - the column of the view `now`, as c0, c1, …
 */
export async function nearPictures(
  connection: DuckDBConnection,
  column: string,
  declared: DeclaredImage | undefined,
  { orientation, rowLimit = PICTURES }: NearOptions,
): Promise<NearResult> {
  const [{ n }] = await rowsOf(
    connection,
    `SELECT count(${column}) AS n FROM now`,
  );
  const splits = [...new Set(orientation.flatMap(o => [o.split, o.other]))];
  const wanted = new Set(orientation.map(o => `${o.split}\0${o.other}`));
  const rows: number[] = [];
  const codes: number[] = [];
  const smalls: Uint8Array[] = [];
  const hashes: [number, number][] = [];
  let unread = 0;
  const pictures = await connection.stream(
    `SELECT row_number::DOUBLE AS number, split, ${column} AS picture FROM now WHERE ${column} IS NOT NULL
      ${Number(n) > rowLimit ? byImportance(orientation, rowLimit) : ''}`,
  );
  for await (const chunk of pictures.yieldRowObjectJs()) {
    for (const row of chunk) {
      const grey = await greyOf(row.picture, declared);
      if (!grey) {
        unread++;
        continue;
      }
      rows.push(row.number as number);
      codes.push(splits.indexOf(row.split as string));
      hashes.push(differenceHash(grey));
      smalls.push(Uint8Array.from(resample(grey, SIDE, SIDE), Math.round));
    }
  }
  const found = new NearLeaks();
  let comparisons = 0;
  let leftOut = 0;
  for (const part of partsOf(hashes)) {
    for (const bySplit of bucketsOf(part, codes)) {
      for (const [split, mine] of bySplit) {
        for (const [other, theirs] of bySplit) {
          if (!wanted.has(`${splits[split]}\0${splits[other]}`)) continue;
          if (comparisons + mine.length * theirs.length > COMPARISONS) {
            leftOut += mine.length * theirs.length;
            continue;
          }
          comparisons += mine.length * theirs.length;
          for (const a of mine) {
            for (const b of theirs) {
              if (distance(hashes[a], hashes[b]) > BITS) continue;
              const similarity = pictureSimilarity(smalls[a], smalls[b]);
              if (similarity >= LEAST_SIMILARITY)
                found.add({ row: rows[a], other: rows[b], similarity }, other);
            }
          }
        }
      }
    }
  }
  return {
    leaks: found.all(),
    remarks: [
      `Pictures were compared where their difference hashes differ in at most ${BITS} of 64 bits; turned, mirrored or cropped ones are not found.`,
      ...(Number(n) > rowLimit
        ? [
            `Of ${n} pictures the first ${rowLimit} were compared, those of the splits that judge before those that are learned from.`,
          ]
        : []),
      ...(unread > 0 ? [`${unread} cells could not be read as pictures.`] : []),
      ...(leftOut > 0
        ? [
            `${leftOut} pairs of pictures that resemble many others were not compared.`,
          ]
        : []),
    ],
  };
}

function distance(a: [number, number], b: [number, number]): number {
  return hammingDistance(a[0], b[0]) + hammingDistance(a[1], b[1]);
}

/** Each quarter of the hashes, of all rows. */
function partsOf(hashes: readonly [number, number][]): Uint32Array[] {
  return [0, 1, 2, 3].map(part =>
    Uint32Array.from(
      hashes,
      hash => (hash[part >> 1] >>> (16 * (part & 1))) & 0xffff,
    ),
  );
}
