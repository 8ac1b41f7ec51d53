import type { ErrorQuestion } from '@greenroom/backstage-plugin-greenroom-common';
import { openTable } from '@greenroom/dataset';
import type { Ground } from './answerQuestion';
import type { ErrorRows } from './ErrorRows';
import type { EarlierRun } from './Explored';
import { editedRows } from './editedRows';
import { oldRows } from './oldRows';
import type { GroundInput } from './protocol';
import { likeOf, readErrorRows, readLabelledRows } from './readErrorRows';
import type { Doubts, Training } from './Training';

type View = ErrorQuestion['view']['type'];
type Part = 'others' | 'before' | 'training' | 'doubts';

/** What a view is made of beyond the run's own rows. */
const PARTS: Record<View, readonly Part[]> = {
  summary: [],
  slices: ['others'],
  tree: [],
  heat: [],
  cohorts: [],
  keys: ['before'],
  changes: ['others', 'before'],
  advice: ['training', 'doubts'],
};

/**
 * Reads what questions are answered from, each part once, and when the first
 * question needs it: whoever wants the slices of a run does not wait for the run
 * that it may be put beside. Other rows are cut into values as the run's are.
 */
export class GroundReader {
  /** Of the run itself, which every question is about. */
  readonly rows: Promise<ErrorRows>;
  readonly #read = new Map<Part, Promise<Partial<Ground>>>();

  constructor(private readonly input: GroundInput) {
    this.rows = readErrorRows(input.run);
  }

  async groundOf(view: View): Promise<Ground> {
    const { declared } = this.input;
    const ground: Ground = { rows: await this.rows, declared };
    const parts = await Promise.all(
      PARTS[view].map(part => this.#part(part, ground.rows)),
    );
    return Object.assign(ground, ...parts);
  }

  #part(part: Part, rows: ErrorRows): Promise<Partial<Ground>> {
    const known = this.#read.get(part);
    if (known) return known;
    const read = this.#readPart(part, rows);
    this.#read.set(part, read);
    return read;
  }

  async #readPart(part: Part, rows: ErrorRows): Promise<Partial<Ground>> {
    const { run, others, before, training, issues } = this.input;
    const plans = new Map(rows.columns.map(({ name, plan }) => [name, plan]));
    switch (part) {
      case 'others':
        if (!others) return {};
        return {
          others: {
            name: others.name,
            rows: await readErrorRows(others.run, plans),
          },
        };
      case 'before':
        return before
          ? { before: await readBefore(before, { rows, run }, plans) }
          : {};
      case 'training':
        return training
          ? { training: await readTraining(training, plans) }
          : {};
      case 'doubts':
        return issues === undefined ? {} : { doubts: await readDoubts(issues) };
      default:
        throw new Error(`Unknown part ${part satisfies never}`);
    }
  }
}

async function readBefore(
  { run, apart, ...named }: NonNullable<GroundInput['before']>,
  after: { readonly rows: ErrorRows; readonly run: GroundInput['run'] },
  plans: Parameters<typeof readErrorRows>[1],
): Promise<EarlierRun> {
  const rows = await readErrorRows(likeOf(after.run, run), plans);
  return {
    ...named,
    rows,
    old: oldRows(after.rows, rows),
    edited: await editedRows(after.rows, after.run, run, apart),
  };
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
