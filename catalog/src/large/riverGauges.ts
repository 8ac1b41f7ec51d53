import { drawing } from '../draw';
import { JONAS, MIRA, SOFIA } from '../people';
import { SeedCommit, SeedRepository, texts } from '../SeedRepository';

const ROWS = 500;
const REVISIONS = 60;
const FIRST_DAY = Date.UTC(2026, 4, 1, 7);
const DAY_MILLIS = 24 * 60 * 60 * 1000;
const LEVELS = ['low', 'usual', 'high', 'flood'];
const PEOPLE = [MIRA, JONAS, SOFIA];

type Gauge = {
  id: string;
  split: string;
  level: string;
  reader: string;
  height: string;
};

function firstRows(random: () => number): Gauge[] {
  return Array.from({ length: ROWS }, (_, i) => ({
    id: `g${String(i + 1).padStart(3, '0')}`,
    split: i % 5 === 0 ? 'test' : 'train',
    level: LEVELS[Math.floor(random() * LEVELS.length)],
    reader: `reader-${1 + Math.floor(random() * 3)}`,
    height: (random() * 4).toFixed(2),
  }));
}

function csv(rows: readonly Gauge[]): string {
  const lines = rows.map(({ id, split, level, reader, height }) =>
    [id, split, level, reader, height].join(','),
  );
  return `id,split,level,reader,height\n${lines.join('\n')}\n`;
}

const MANIFEST = `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: river-gauges
  title: River gauges
  description: 500 gauges, read again every day; a long history of small changes.
  tags: [tabular, history]
spec:
  license: CC0-1.0
  task: tabular-classification
  table: { path: data/gauges.csv, format: csv }
  key: id
  label: level
  split: split
  annotator: reader
  classes: [${LEVELS.join(', ')}]
  columns:
    - { name: id, type: string }
    - { name: split, type: string }
    - { name: level, type: string }
    - { name: reader, type: string }
    - { name: height, type: number, unit: m, slice: true }
`;

/** A small table with a commit a day: some gauges are read again, some relabelled. */
export function riverGauges(): SeedRepository {
  const random = drawing('river gauges');
  const rows = firstRows(random);
  const commits: SeedCommit[] = [];
  for (let revision = 0; revision < REVISIONS; revision++) {
    const changes = revision === 0 ? 0 : 1 + Math.floor(random() * 6);
    for (let i = 0; i < changes; i++) {
      const row = rows[Math.floor(random() * ROWS)];
      row.height = (random() * 4).toFixed(2);
      if (random() < 0.5)
        row.level = LEVELS[Math.floor(random() * LEVELS.length)];
    }
    commits.push({
      message:
        revision === 0
          ? 'Add 500 gauges'
          : `Read ${changes} ${changes === 1 ? 'gauge' : 'gauges'} again`,
      author: PEOPLE[revision % PEOPLE.length],
      date: new Date(FIRST_DAY + revision * DAY_MILLIS)
        .toISOString()
        .replace('.000', ''),
      files: texts({
        'data/gauges.csv': csv(rows),
        ...(revision === 0
          ? {
              'greenroom.yaml': MANIFEST,
              CODEOWNERS: '* @northlight/governance\n',
            }
          : {}),
      }),
    });
  }
  return {
    name: 'river-gauges',
    description: 'Gauges of a river, read every day',
    topics: ['dataset', 'tabular'],
    commits,
  };
}
