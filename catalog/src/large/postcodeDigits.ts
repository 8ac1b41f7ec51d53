import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { digits } from '../digits';
import { JONAS, MIRA } from '../people';
import { SeedRepository, texts } from '../SeedRepository';
import { writePixels } from '../writePixels';
import { drawSql } from './drawSql';
import { LargeObjects, pointerTo } from './LargeObjects';

/** By how many of its 784 pixels a picture is rolled: as it stands, down, up, right, left, and two rows and one column. */
const SHIFTS = [0, 28, -28, 1, -1, 57];
const SIDE_PIXELS = 28 * 28;

type PicturesVersion = '1.0.0' | '1.1.0';

/** The edge of a digit is paper, so what is rolled out and in again is paper. */
function rolledSql(shift: number): string {
  if (shift === 0) return 'pixels';
  const at = shift > 0 ? SIDE_PIXELS - shift : -shift;
  return `list_concat(pixels[${at + 1}:], pixels[:${at}])`;
}

function picturesSql(version: PicturesVersion): string {
  const labels = digits()
    .map(({ truth }) => truth)
    .join('');
  const count = digits().length;
  const rolled = SHIFTS.map(
    (shift, i) =>
      `SELECT n + ${i * count} AS n, label, ${rolledSql(
        shift,
      )} AS pixels FROM numbered`,
  ).join(' UNION ALL ');
  const wrong = version === '1.0.0' ? 0.02 : 0.012;
  const part = drawSql('n', 1);
  return `WITH numbered AS (
    SELECT CAST(substr(id, 2) AS INTEGER) AS n, pixels,
      CAST(substr('${labels}', CAST(substr(id, 2) AS INTEGER) + 1, 1) AS INTEGER) AS label
      FROM pictures
  )
  SELECT 'p' || lpad(CAST(n AS VARCHAR), 6, '0') AS id,
      CASE WHEN ${part} < 0.7 THEN 'train' WHEN ${part} < 0.85 THEN 'validation' ELSE 'test' END AS split,
      CAST(CASE WHEN ${drawSql(
        'n',
        2,
      )} < ${wrong} THEN (label + 5) % 10 ELSE label END AS VARCHAR) AS label,
      'reader-' || CAST(CAST(floor(${drawSql(
        'n',
        3,
      )} * 6) AS INTEGER) + 1 AS VARCHAR) AS annotator,
      pixels
    FROM (${rolled}) ORDER BY n`;
}

function manifest(version: PicturesVersion): string {
  return `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: postcode-digits
  title: Digits of postcodes
  description: 60,000 pictures of single digits, cut from the postcodes of letters.
  tags: [images, large]
spec:
  version: ${version}
  license: MIT
  task: image-classification
  table: { path: data/digits.parquet, format: parquet }
  key: id
  label: label
  split: split
  annotator: annotator
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']
  columns:
    - { name: id, type: string }
    - { name: split, type: string }
    - { name: label, type: string }
    - { name: annotator, type: string }
    - { name: pixels, type: image, width: 28, height: 28, channels: 1 }
`;
}

/** 60,000 pictures in Git LFS, two versions: the digits of the example, moved about. */
export async function postcodeDigits(
  objects: LargeObjects,
): Promise<SeedRepository> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'greenroom-large-'));
  const pictures = path.join(folder, 'pixels.parquet');
  try {
    await writeFile(pictures, await writePixels(digits()));
    const files = async (version: PicturesVersion) =>
      texts({
        'greenroom.yaml': manifest(version),
        'data/digits.parquet': pointerTo(
          await objects.parquetOf(picturesSql(version), { pictures }),
        ),
      });
    return {
      name: 'postcode-digits',
      description: 'Digits cut from postcodes',
      topics: ['dataset', 'images'],
      commits: [
        {
          message: 'Add 60,000 digits of postcodes',
          author: MIRA,
          date: '2026-03-16T13:20:00Z',
          tag: 'v1.0.0',
          files: {
            ...(await files('1.0.0')),
            ...texts({
              '.gitattributes':
                '*.parquet filter=lfs diff=lfs merge=lfs -text\n',
              CODEOWNERS: '* @northlight/vision\n',
            }),
          },
        },
        {
          message: 'Relabel what a second reader found',
          author: JONAS,
          date: '2026-08-11T16:40:00Z',
          tag: 'v1.1.0',
          files: await files('1.1.0'),
        },
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
