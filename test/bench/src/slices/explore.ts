import { DuckDBInstance } from '@duckdb/node-api';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { CHECKOUT } from '../checkout';
import { quantile } from '../machine';
import type { Report } from '../Report';
import type { Section } from '../Section';
import { adultTable } from './adultTable';
import type { SliceBench } from './SliceBench';

/** The worker that the portal asks while a person looks at a run. */
const PROGRAM = path.join(
  CHECKOUT,
  'plugins/greenroom-backend/src/analysis/compute/explore/main.ts',
);
const TRANSFORM = path.join(CHECKOUT, 'tools/fastTransform.cjs');
const SIZES = [32_561, 100_000];
const MOST_ANSWER_MILLIS = 300;
const MOST_READY_MILLIS = 2000;
const CLASSES = ['low', 'high'];

/** Filters as a person narrows them one after the other. */
const FILTERS = [
  [],
  ...[1, 2, 3].map(code => [is('f5', code)]),
  ...[0, 1, 2].map(code => [is('f7', code)]),
  ...[0, 1].map(code => [is('f9', code)]),
  ...[0, 1].map(code => [is('f9', code), is('f8', 0)]),
];

const VIEWS = [
  { type: 'summary' },
  { type: 'slices', order: 'added' },
  { type: 'slices', order: 'score', search: 'all' },
  { type: 'tree' },
  { type: 'heat', x: 'f5', y: 'f3' },
  { type: 'changes' },
] as const;

/** How long a changed filter takes to answer, and how long a run to be looked at. */
export const explore: Section<SliceBench> = {
  name: 'explore',
  async run(report, bench) {
    for (const rows of SIZES) await measure(report, bench, rows);
  },
};

type Said = {
  readonly type: 'ready' | 'failed' | 'answer' | 'refused';
  readonly message?: string;
};

/** One question at a time. */
class Explorer {
  readonly #child = spawn(process.execPath, ['--require', TRANSFORM, PROGRAM], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  readonly #lines = readline
    .createInterface({ input: this.#child.stdout })
    [Symbol.asyncIterator]();

  open(ground: object): Promise<void> {
    return this.#say(ground);
  }

  ask(question: object): Promise<void> {
    return this.#say({ id: 0, question });
  }

  close(): void {
    this.#child.stdin.end();
  }

  async #say(line: object): Promise<void> {
    this.#child.stdin.write(`${JSON.stringify(line)}\n`);
    const { value } = await this.#lines.next();
    const { type, message } = JSON.parse(value as string) as Said;
    if (type === 'failed' || type === 'refused') throw new Error(message);
  }
}

async function measure(
  report: Report,
  { fixtures, folder }: SliceBench,
  rows: number,
): Promise<void> {
  const run = await writeRun(fixtures, folder, rows);
  const startedAt = performance.now();
  const worker = new Explorer();
  await worker.open({
    declared: [],
    run,
    before: { runId: 'before', name: 'before', isOfSameModel: false, run },
  });
  await worker.ask({ view: VIEWS[1] });
  const ready = performance.now() - startedAt;
  const what = `${rows.toLocaleString('en')} x 14`;
  report.atMost(
    `${what}: a process begun, first slices of a run beside another`,
    ready,
    MOST_READY_MILLIS,
    ' ms',
  );
  for (const view of VIEWS) {
    const millis: number[] = [];
    for (const where of FILTERS) {
      const askedAt = performance.now();
      await worker.ask({ where, view });
      millis.push(performance.now() - askedAt);
    }
    const name = Object.values(view).join(' ');
    report.print(
      `  ${what}, ${name}: median ${quantile(millis, 0.5).toFixed(
        0,
      )} ms, longest ${Math.max(...millis).toFixed(0)} ms of ${
        millis.length
      } filters`,
    );
    // Two runs and six searches are not asked at every step of a filter.
    if (view.type !== 'changes')
      report.atMost(
        `${what}: a changed filter, ${name}`,
        quantile(millis, 0.95),
        MOST_ANSWER_MILLIS,
        ' ms',
      );
  }
  worker.close();
}

function is(feature: string, code: number) {
  return { type: 'is', feature, values: [`v${code}`] };
}

/** Adult's rows over and over, until there are so many, each with a key of its own. */
async function writeRun(fixtures: string, folder: string, rows: number) {
  const { codes, errors } = adultTable(fixtures);
  const features = codes.map((_, f) => ({ name: `f${f}`, isNumber: false }));
  const lines = Array.from({ length: rows }, (_, i) => {
    const row = i % errors.length;
    const given = row % 2;
    const predicted = errors[row] === 1 ? 1 - given : given;
    return [
      `r${i}`,
      ...codes.map(column => `v${column[row]}`),
      CLASSES[given],
      CLASSES[predicted],
      ...(predicted === 1 ? [0.3, 0.7] : [0.7, 0.3]),
    ].join(',');
  });
  const text = path.join(folder, `run-${rows}.csv`);
  const head = ['id', ...features.map(({ name }) => name)].join(',');
  writeFileSync(text, `${head},given,predicted,p0,p1\n${lines.join('\n')}\n`);
  const [table, predictions] = ['table', 'predictions'].map(name =>
    path.join(folder, `run-${rows}-${name}.parquet`),
  );
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT id, ${features
      .map(({ name }) => name)
      .join(', ')} FROM read_csv('${text}')) TO '${table}' (FORMAT PARQUET)`,
  );
  await connection.run(
    `COPY (SELECT id AS key, 'test' AS split, given, predicted, [p0, p1] AS p
     FROM read_csv('${text}')) TO '${predictions}' (FORMAT PARQUET)`,
  );
  connection.closeSync();
  instance.closeSync();
  return { table, predictions, key: 'id', classes: CLASSES, features };
}
