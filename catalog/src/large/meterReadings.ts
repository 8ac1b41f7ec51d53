import { CI, JONAS, MIRA, SOFIA } from '../people';
import { SeedRepository, texts } from '../SeedRepository';
import { bellSql, drawSql, pickSql } from './drawSql';
import { LargeObjects, pointerTo } from './LargeObjects';

/** Rows before those of a test bench are taken out, by version. */
const ROWS = {
  '1.0.0': 9_600_000,
  '1.1.0': 10_000_000,
  '1.1.1': 10_000_000,
  '1.2.0': 10_010_000,
} as const;

type ReadingsVersion = keyof typeof ROWS;

const STATES = ['normal', 'leak', 'blockage', 'faulty sensor', 'tampering'];

/** The state as a technician gave it: some leaks were taken for blockages, and half of those were found later. */
function stateSql(version: ReadingsVersion): string {
  const isRepaired = version === '1.1.1' || version === '1.2.0';
  const confused = isRepaired ? 0.03 : 0.06;
  return `CASE WHEN truth = 'leak' AND ${drawSql(
    'i',
    50,
  )} < ${confused} THEN 'blockage'
    WHEN truth = 'normal' AND ${drawSql('i', 51)} < ${
    isRepaired ? 0.001 : 0.002
  } THEN 'faulty sensor'
    ELSE truth END`;
}

/**
 * Readings of water meters: made up, and the same each time. Winter came with
 * 1.1.0; 1.1.1 relabels; 1.2.0 has a column more, corrects the temperatures of
 * one firmware and withdraws the readings of a test bench.
 */
function readingsSql(version: ReadingsVersion): string {
  const isCorrected = version === '1.2.0';
  const meter = '(i // 24)';
  const firmware = pickSql(meter, 5, ['1.8', '2.0', '2.1', '3.0']);
  return `WITH numbered AS (
    SELECT i, ${drawSql('i', 1)} AS kind, ${drawSql('i', 2)} AS part
      FROM range(${ROWS[version]}) rows(i)
     ${isCorrected ? `WHERE ${meter} % 2500 <> 77` : ''}
  ), judged AS (
    SELECT *, CASE WHEN kind < 0.9 THEN 'normal' WHEN kind < 0.945 THEN 'leak'
      WHEN kind < 0.97 THEN 'blockage' WHEN kind < 0.99 THEN 'faulty sensor'
      ELSE 'tampering' END AS truth FROM numbered
  )
  SELECT 'r' || lpad(CAST(i AS VARCHAR), 8, '0') AS reading,
    CASE WHEN part < 0.8 THEN 'train' WHEN part < 0.9 THEN 'validation' ELSE 'test' END AS split,
    ${stateSql(version)} AS state,
    'tech-' || lpad(CAST(CAST(floor(${drawSql(
      'i',
      3,
    )} * 12) AS INTEGER) + 1 AS VARCHAR), 2, '0') AS technician,
    CAST(DATE '2025-01-01' + CAST(i // 40000 AS INTEGER) AS VARCHAR) AS read_on,
    CAST(i % 24 AS INTEGER) AS hour,
    'H' || lpad(CAST(hash(${meter}) % 400000 AS VARCHAR), 6, '0') AS household,
    ${pickSql(meter, 4, [
      'north',
      'harbour',
      'old town',
      'hill',
      'river',
      'east',
    ])} AS district,
    ${firmware} AS firmware,
    round(greatest(0, 11 + 3 * ${bellSql(
      'i',
      10,
    )} + CASE truth WHEN 'leak' THEN 9 WHEN 'blockage' THEN -6 WHEN 'tampering' THEN -8 ELSE 0 END), 1) AS flow,
    round(4.2 + 0.4 * ${bellSql(
      'i',
      20,
    )} - CASE truth WHEN 'leak' THEN 0.9 ELSE 0 END, 2) AS pressure,
    round(12 + 6 * ${bellSql('i', 30)} - CASE WHEN i >= ${
    ROWS['1.0.0']
  } THEN 9 ELSE 0 END${
    isCorrected ? ` + CASE ${firmware} WHEN '1.8' THEN 5 ELSE 0 END` : ''
  }, 1) AS temperature,
    ${isCorrected ? `round(55 + 12 * ${bellSql('i', 60)}, 0) AS humidity,` : ''}
    CASE WHEN ${drawSql('i', 40)} < 0.02 THEN 'Checked on site: ' || ${pickSql(
    'i',
    41,
    [
      'nothing found',
      'valve replaced',
      'seal is wet',
      'box was open',
      'reading repeated',
    ],
  )} END AS note
    FROM judged`;
}

function manifest(version: ReadingsVersion, license: string): string {
  return `# Readings of water meters. The table itself is in Git LFS.
apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: meter-readings
  title: Water meter readings
  description: Ten million readings of water meters, each judged by a technician.
  owner: group:default/vision
  tags: [tabular, large]
spec:
  version: ${version}
  license: ${license}
  task: tabular-classification
  table: { path: data/readings.parquet, format: parquet }
  key: reading
  label: state
  split: split
  annotator: technician
  classes: [${STATES.join(', ')}]
  columns:
    - { name: reading, type: string, description: Stable key of the reading }
    - { name: split, type: string }
    - { name: state, type: string, description: What the technician judged }
    - { name: technician, type: string }
    - { name: read_on, type: string, description: Day of the reading }
    - { name: hour, type: integer, slice: true }
    - { name: household, type: string, personal: true }
    - { name: district, type: string, slice: true }
    - { name: firmware, type: string, slice: true }
    - { name: flow, type: number, unit: l/min, slice: true }
    - { name: pressure, type: number, unit: bar, slice: true }
    - { name: temperature, type: number, unit: °C, slice: true }
${
  version === '1.2.0'
    ? "    - { name: humidity, type: number, unit: '%', slice: true }\n"
    : ''
}    - { name: note, type: text }
`;
}

const CARD = `# Water meter readings

Ten million readings, made up for this example: no household is a real one.
\`data/readings.parquet\` is an object of Git LFS.
`;

/** The repository of the table of ten million rows: four versions of it. */
export async function meterReadings(
  objects: LargeObjects,
): Promise<SeedRepository> {
  const version = async (name: ReadingsVersion, license: string) =>
    texts({
      'greenroom.yaml': manifest(name, license),
      'data/readings.parquet': pointerTo(
        await objects.parquetOf(readingsSql(name)),
      ),
    });
  return {
    name: 'meter-readings',
    description: 'Readings of water meters, ten million of them',
    topics: ['dataset', 'tabular'],
    commits: [
      {
        message: 'Add the readings up to autumn',
        author: MIRA,
        date: '2026-02-02T08:00:00Z',
        tag: 'v1.0.0',
        files: {
          ...(await version('1.0.0', 'CC-BY-4.0')),
          ...texts({
            'README.md': CARD,
            '.gitattributes': '*.parquet filter=lfs diff=lfs merge=lfs -text\n',
            CODEOWNERS: '* @northlight/vision\n',
          }),
        },
      },
      {
        message: 'Add 400,000 readings of the winter',
        author: CI,
        date: '2026-04-13T06:30:00Z',
        tag: 'v1.1.0',
        files: await version('1.1.0', 'CC-BY-4.0'),
      },
      {
        message: 'State the licence of the utility',
        author: SOFIA,
        date: '2026-05-04T09:00:00Z',
        files: texts({ 'greenroom.yaml': manifest('1.1.0', 'CC-BY-SA-4.0') }),
      },
      {
        message: 'Relabel leaks that were taken for blockages',
        author: JONAS,
        date: '2026-07-21T14:10:00Z',
        tag: 'v1.1.1',
        files: await version('1.1.1', 'CC-BY-SA-4.0'),
      },
      {
        message: 'Add humidity; correct temperatures of firmware 1.8',
        author: MIRA,
        date: '2026-10-05T10:45:00Z',
        tag: 'v1.2.0',
        files: await version('1.2.0', 'CC-BY-SA-4.0'),
      },
    ],
  };
}
