import { stringify } from 'yaml';
import { commitIds } from '../gitObjects';
import { JONAS, MIRA } from '../people';
import { SeedRepository, texts } from '../SeedRepository';
import { writeLinearOnnx } from '../writeOnnx';
import { csv } from '../csv';
import { type HeatingDay, heatingDays } from './days';
import { leastSquares } from './leastSquares';

const COLUMNS = ['temperature', 'wind', 'area'] as const;
type Column = (typeof COLUMNS)[number];

const DATA = `# What buildings took on a day, by the cards of their heating meters. Greenroom reads this file.
apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: heating-days
  title: Heating by day
  description: What a building took on a day, by the card of its heating meter.
  system: paper-forms
  tags: [tables, forms]
spec:
  version: 1.0.0
  license: CC0-1.0
  task: tabular-regression
  table: { path: data/heating.csv, format: csv }
  key: id
  label: kwh
  split: split
  audited: [test]
  columns:
    - { name: id, type: string }
    - { name: split, type: string }
    - { name: district, type: string, slice: true }
    - { name: temperature, type: number, unit: °C, slice: true }
    - { name: wind, type: number, unit: m/s, slice: true }
    - { name: area, type: integer, unit: m² }
    - { name: kwh, type: number, unit: kWh }
`;

/** The repository of the readings. */
export function heatingData(): SeedRepository {
  return {
    name: 'heating-data',
    description: 'What buildings took on a day, by their heating meters',
    topics: ['dataset', 'tables'],
    commits: [
      {
        message: 'Add 1,000 readings',
        author: JONAS,
        date: '2026-07-20T07:15:00Z',
        tag: 'v1.0.0',
        files: texts({
          'greenroom.yaml': DATA,
          '.github/CODEOWNERS':
            '# Who is asked for a review.\n* @northlight/vision\n',
          'data/heating.csv': csv(
            ['id', 'split', 'district', ...COLUMNS, 'kwh'],
            heatingDays().map(day => [
              day.id,
              day.split,
              day.district,
              ...COLUMNS.map(column => day[column]),
              day.kwh,
            ]),
          ),
        }),
      },
    ],
  };
}

/** The repository of a model that predicts a number: first from the weather alone, then from the building too. */
export function heatForecast(data: SeedRepository): SeedRepository {
  const [revision] = commitIds(data);
  return {
    name: 'heat-forecast',
    description: 'Forecasts what a building takes on a day',
    topics: ['model', 'tables'],
    commits: [
      {
        message: 'Fit a line to the weather',
        author: MIRA,
        date: '2026-07-27T10:10:00Z',
        tag: 'v1.0.0',
        files: modelFiles('1.0.0', ['temperature', 'wind'], revision),
      },
      {
        message: 'Take the area of the building too',
        author: MIRA,
        date: '2026-08-10T14:25:00Z',
        tag: 'v2.0.0',
        files: modelFiles('2.0.0', COLUMNS, revision),
      },
    ],
  };
}

function modelFiles(
  version: string,
  columns: readonly Column[],
  revision: string,
): Record<string, Buffer> {
  const days = heatingDays();
  const train = days.filter(({ split }) => split === 'train');
  const inputsOf = (day: HeatingDay) => columns.map(column => day[column]);
  const line = leastSquares(
    train.map(inputsOf),
    train.map(({ kwh }) => kwh),
  );
  const samples = days.slice(-3).map(day => ({
    row: Object.fromEntries(columns.map(column => [column, day[column]])),
    outputs: {
      kwh: [
        inputsOf(day).reduce(
          (sum, value, i) => sum + value * line.weights[i],
          line.bias,
        ),
      ],
    },
  }));
  return {
    ...texts({
      'greenroom.yaml': `# Greenroom reads this file.\n${stringify(
        manifest(version, columns, revision),
        { lineWidth: 0 },
      )}`,
      '.github/CODEOWNERS':
        '# Who is asked for a review.\n* @northlight/vision\n',
      'model/samples.json': `${JSON.stringify(samples, null, 1)}\n`,
    }),
    'model/model.onnx': writeLinearOnnx(line, 'heat-forecast', 'kwh'),
  };
}

function manifest(
  version: string,
  columns: readonly Column[],
  revision: string,
): object {
  const link = {
    dataset: 'heating-days',
    repository: 'northlight/heating-data',
  };
  return {
    apiVersion: 'greenroom.dev/v1alpha1',
    kind: 'Model',
    metadata: {
      name: 'heat-forecast',
      title: 'Heat forecast',
      description: 'Forecasts what a building takes on a day.',
      owner: 'group:default/vision',
      system: 'paper-forms',
      tags: ['tables', 'forms'],
    },
    spec: {
      version,
      license: 'Apache-2.0',
      task: 'tabular-regression',
      model: { path: 'model/model.onnx' },
      trainedOn: { ...link, version: '1.0.0', revision, split: 'train' },
      preprocessing: {
        input: 'input',
        output: 'kwh',
        holds: 'numbers',
        steps: [{ op: 'numbers', columns }],
        samples: 'model/samples.json',
      },
      evaluations: [
        {
          name: 'test',
          ...link,
          split: 'test',
          metrics: ['mae', 'rmse', 'r2', 'bias'],
          gates: [
            { metric: 'mae', max: 20 },
            { metric: 'mae', regression: 'forbidden' },
          ],
        },
      ],
    },
  };
}
