import { openTable } from '@greenroom/dataset';
import type { Ground } from './answerQuestion';
import type { ErrorRows } from './ErrorRows';
import type { EarlierRun } from './Explored';
import { oldRows } from './oldRows';
import type { GroundInput } from './protocol';
import { readErrorRows, readLabelledRows } from './readErrorRows';
import type { Doubts, Training } from './Training';

/** Reads all that questions are answered from; other rows are cut into values as the run's are. */
export async function readGround({
  run,
  others,
  before,
  training,
  issues,
  declared,
}: GroundInput): Promise<Ground> {
  const rows = await readErrorRows(run);
  const plans = new Map(rows.columns.map(({ name, plan }) => [name, plan]));
  return {
    rows,
    declared,
    others: others && {
      name: others.name,
      rows: await readErrorRows(others.run, plans),
    },
    before: before && (await readBefore(before, rows, plans)),
    training: training && (await readTraining(training, plans)),
    doubts: issues === undefined ? undefined : await readDoubts(issues),
  };
}

async function readBefore(
  { run, ...named }: NonNullable<GroundInput['before']>,
  after: ErrorRows,
  plans: Parameters<typeof readErrorRows>[1],
): Promise<EarlierRun> {
  const rows = await readErrorRows(run, plans);
  return { ...named, rows, old: oldRows(after, rows) };
}

async function readTraining(
  ...which: Parameters<typeof readLabelledRows>
): Promise<Training> {
  const rows = await readLabelledRows(...which);
  return { rows, all: Int32Array.from(rows.keys.keys()) };
}

/** Kinds of issues that say that a label is another one. */
const WRONG = new Set(['label_error', 'conflict']);

async function readDoubts(file: string): Promise<Doubts> {
  const table = await openTable({ path: file, format: 'parquet' });
  try {
    const issues = (await table.query('SELECT key, kind FROM t')) as {
      key: string;
      kind: string;
    }[];
    const keysOf = (is: (kind: string) => boolean) =>
      new Set(issues.filter(({ kind }) => is(kind)).map(({ key }) => key));
    return {
      wrongLabels: keysOf(kind => WRONG.has(kind)),
      ambiguous: keysOf(kind => kind === 'ambiguous'),
    };
  } finally {
    table.close();
  }
}
