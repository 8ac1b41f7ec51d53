import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openTable } from '../openTable';
import { Blame } from './Blame';
import { blamedCells } from './blamedCells';
import type { BlameRevision } from './BlameRevision';
import { exportBlame } from './exportBlame';
import { QueryPool } from '../QueryPool';
import { readBlame, resumeBlame } from './readBlame';
import { writeBlame } from './writeBlame';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

let directory: string;
const begun: Blame[] = [];
const pool = new QueryPool({
  memory: '256MB',
  threads: 1,
  queriesAtATime: 1,
  timeoutMillis: 10_000,
});
const ask = (sql: string, values: readonly string[]) => pool.query(sql, values);
afterAll(() => pool.close());
afterEach(() => Promise.all(begun.splice(0).map(blame => blame.close())));
beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-blame-test-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const commit = (i: number) => ({
  sha: `c${i}`,
  author: 'ann',
  date: '2026-01-01T00:00:00Z',
  message: `change ${i}`,
});

function csv(i: number, text: string): BlameRevision {
  return {
    commit: commit(i),
    content: `${i}`,
    read: async () => ({
      kind: 'text',
      name: 'data.csv',
      format: 'csv',
      bytes: Buffer.from(text),
    }),
  };
}

function begin(key: readonly string[] = ['id']): Blame {
  const blame = Blame.begin(key);
  begun.push(blame);
  return blame;
}

async function blameOf(
  texts: readonly string[],
  key: readonly string[] = ['id'],
): Promise<Blame> {
  const blame = begin(key);
  for (const [i, text] of texts.entries()) await blame.add(csv(i, text));
  return blame;
}

/** Commits by key and column, such as `{ k1: { label: 'c0' } }`. */
function commitsOf(blame: Blame): Record<string, Record<string, string>> {
  return Object.fromEntries(
    [...blamedCells(blame)].map(({ key, cells }) => [
      key.join('+'),
      Object.fromEntries(
        cells.map(cell => [cell.column, blame.facts.commits[cell.commit].sha]),
      ),
    ]),
  );
}

type Scalar = string | number | null;
/** Rows by key, each with its values by column. */
type Model = Readonly<Record<string, Readonly<Record<string, Scalar>>>>;
/** How a model is written down: nothing of it is a change. */
type Spelling = {
  readonly order: number;
  readonly quote: 'always' | 'where needed';
  readonly lineEnd: '\n' | '\r\n';
  readonly number: (value: number) => string;
  readonly flaw: 'none' | 'ragged' | 'duplicate' | 'missing';
};

const COLUMNS = ['id', 'label', 'x', 'note "q", ü'];

const model: fc.Arbitrary<Model> = fc.dictionary(
  fc.integer({ min: 0, max: 7 }).map(n => `k${n}`),
  fc.record({
    label: fc.constantFrom('a', 'b', 'ab"c', 'ü\nv', 'x,y'),
    x: fc.option(fc.integer({ min: -2, max: 2 }).map(n => n / 2)),
    'note "q", ü': fc.constantFrom('one', 'two', null),
  }),
  { minKeys: 1 },
);

const spelling: fc.Arbitrary<Spelling> = fc.record({
  order: fc.nat(),
  quote: fc.constantFrom('always', 'where needed'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  number: fc.constantFrom(
    String,
    (value: number) => value.toFixed(2),
    (value: number) => value.toExponential(3),
  ),
  flaw: fc.oneof(
    { weight: 6, arbitrary: fc.constant('none' as const) },
    { weight: 1, arbitrary: fc.constantFrom('ragged', 'duplicate', 'missing') },
  ),
});

/** A history in which columns come and go. */
const history = fc.array(
  fc.record({
    model,
    columns: fc.subarray(COLUMNS.slice(1)).map(some => ['id', ...some]),
    spelling,
  }),
  { minLength: 1, maxLength: 8 },
);
type Step = {
  readonly model: Model;
  readonly columns: readonly string[];
  readonly spelling: Spelling;
};

/** A rotation that depends on a number, so that an order can be told again. */
function rotated<T>(list: readonly T[], by: number): T[] {
  const at = by % list.length;
  const turned = [...list.slice(at), ...list.slice(0, at)];
  return by % 2 === 0 ? turned : turned.reverse();
}

function written({ model: rows, columns, spelling: how }: Step): string {
  const cell = (value: Scalar) => {
    const text =
      typeof value === 'number' ? how.number(value) : String(value ?? '');
    return how.quote === 'always' || /[",\n]/.test(text)
      ? `"${text.replace(/"/g, '""')}"`
      : text;
  };
  const names = rotated(columns, how.order);
  const lines = rotated(Object.keys(rows).sort(), how.order).map(key =>
    names.map(name => cell(name === 'id' ? key : rows[key][name])).join(','),
  );
  if (how.flaw === 'ragged') lines.push('a,b,c,d,e,f');
  if (how.flaw === 'duplicate') lines.push(lines[0]);
  return [names.map(cell).join(','), ...lines, ''].join(how.lineEnd);
}

function revisionOf(step: Step, i: number): BlameRevision {
  return step.spelling.flaw === 'missing' ? csv(i, '') : csv(i, written(step));
}

/** Blame as its definition says it, by looking at everything again and again. */
function oracle(steps: readonly Step[]): Record<string, object> {
  let before: Step | undefined;
  let blamed: Record<string, Record<string, string>> = {};
  for (const [i, step] of steps.entries()) {
    if (step.spelling.flaw !== 'none') continue;
    const next: typeof blamed = {};
    for (const key of Object.keys(step.model)) {
      next[key] = {};
      for (const name of step.columns) {
        const isKept =
          before !== undefined &&
          key in before.model &&
          before.columns.includes(name) &&
          (name === 'id' || before.model[key][name] === step.model[key][name]);
        next[key][name] = isKept ? blamed[key][name] : `c${i}`;
      }
    }
    [before, blamed] = [step, next];
  }
  return blamed;
}

describe('Blame', () => {
  it('names for every cell the commit that last set it, whatever the spelling', async () => {
    await fc.assert(
      fc.asyncProperty(history, async steps => {
        fc.pre(steps.some(step => step.spelling.flaw === 'none'));
        const blame = begin();
        for (const [i, step] of steps.entries())
          await blame.add(revisionOf(step, i));
        expect(commitsOf(blame)).toEqual(oracle(steps));
        expect(blame.facts.remarks.map(remark => remark.commit)).toEqual(
          steps.flatMap((step, i) =>
            step.spelling.flaw === 'none' ? [] : [`c${i}`],
          ),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('goes on from a file as if it had read everything', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.nat(), async (steps, cut) => {
        const at = cut % steps.length;
        fc.pre(
          steps.slice(0, at + 1).some(step => step.spelling.flaw === 'none'),
        );
        let parts = begin();
        const whole = begin();
        for (const [i, step] of steps.entries()) {
          await parts.add(revisionOf(step, i));
          await whole.add(revisionOf(step, i));
          if (i !== at) continue;
          const file = path.join(directory, 'state.parquet');
          await writeBlame(parts, file);
          parts = await resumeBlame(file);
          begun.push(parts);
        }
        expect([...blamedCells(parts)]).toEqual([...blamedCells(whole)]);
        expect(parts.facts).toEqual(whole.facts);
      }),
      { numRuns: 12 },
    );
  });

  it('changes nothing when CSV becomes JSON Lines, then Parquet', async () => {
    const rows = [
      { id: 1, label: 'a', x: 1 },
      { id: 2, label: null, x: 2.5 },
    ];
    const jsonl = path.join(directory, 'data.jsonl');
    const parquet = path.join(directory, 'data.parquet');
    await writeFile(jsonl, rows.map(row => JSON.stringify(row)).join('\n'));
    const table = await openTable({ path: jsonl });
    await table.writeParquet(parquet);
    table.close();
    const blame = await blameOf(['id,x,label\n2,2.50,\n1,1.0,a\n']);
    for (const [i, file] of [jsonl, parquet].entries()) {
      await blame.add({
        commit: commit(i + 1),
        content: file,
        read: async () => ({ kind: 'files', spec: { path: file } }),
      });
    }
    expect(blame.facts.remarks).toEqual([]);
    expect(commitsOf(blame)).toEqual({
      1: { id: 'c0', label: 'c0', x: 'c0' },
      2: { id: 'c0', label: 'c0', x: 'c0' },
    });
  });

  it('blames a row that came back on the commit that brought it back', async () => {
    const blame = await blameOf([
      'id,label\n1,a\n2,b\n',
      'id,label\n1,a\n',
      'id,label\n2,b\n1,a\n',
    ]);
    expect(commitsOf(blame)).toEqual({
      1: { id: 'c0', label: 'c0' },
      2: { id: 'c2', label: 'c2' },
    });
  });

  it.each([
    ['1 and 1.0 in a column of numbers', '1', '2', '1.0', '2', 'c0'],
    ['1 and 1.0 in a column of texts', '1', 'v', '1.0', 'v', 'c1'],
    [
      '1 when the column becomes text by another cell',
      '1',
      '2',
      '1',
      'v',
      'c0',
    ],
    [
      '1.0 when the column was text by another cell',
      '1.0',
      'v',
      '1',
      '2',
      'c0',
    ],
    ['007 and 7', '007', '2', '7', '2', 'c1'],
    [
      'whole numbers that are one double',
      '900000000000000001',
      '2',
      '900000000000000002',
      '2',
      'c1',
    ],
    ['a text and nothing', 'a', 'b', '', 'b', 'c1'],
    ['an empty cell in quotes and one without', '""', 'b', '', 'b', 'c0'],
  ])('compares %s', async (_what, a, other, b, otherAfter, expected) => {
    const blame = await blameOf([
      `id,x\nk,${a}\nl,${other}\n`,
      `id,x\nk,${b}\nl,${otherAfter}\n`,
    ]);
    expect(commitsOf(blame).k.x).toBe(expected);
  });

  it('compares declared columns as declared', async () => {
    const blame = begin();
    for (const [i, cells] of ['1,01,1.0,t', '1,1,1,true'].entries()) {
      await blame.add({
        commit: commit(i),
        content: `${i}`,
        read: async () => ({
          kind: 'text',
          name: 'd.csv',
          format: 'csv',
          bytes: Buffer.from(`id,n,s,b\n${cells}\n`),
          columns: [
            { name: 'n', type: 'integer' },
            { name: 's', type: 'string' },
            { name: 'b', type: 'boolean' },
          ],
        }),
      });
    }
    expect(commitsOf(blame)[1]).toEqual({
      id: 'c0',
      n: 'c0',
      s: 'c1',
      b: 'c0',
    });
  });

  it('tells rows by numbers as numbers, and by several columns', async () => {
    const numbers = await blameOf(['id,x\n1,a\n2,b\n', 'id,x\n2.0,b\n1.0,z\n']);
    expect(commitsOf(numbers)).toEqual({
      1: { id: 'c0', x: 'c1' },
      2: { id: 'c0', x: 'c0' },
    });
    const pairs = await blameOf(
      ['a,b,x\n1,"2,3",a\n"1,2",3,b\n', 'a,b,x\n"1,2",3,b\n1,"2,3",z\n'],
      ['a', 'b'],
    );
    expect(commitsOf(pairs)).toEqual({
      '1,2+3': { a: 'c0', b: 'c0', x: 'c0' },
      '1+2,3': { a: 'c0', b: 'c0', x: 'c1' },
    });
  });

  it('says which commit, file and line was passed over', async () => {
    const blame = await blameOf([
      'id,x\n1,a\n',
      'id,x\n1,b\n2\n',
      'id,x\n1,b\n1,c\n',
      'id,x\n,b\n',
      'key,x\n1,b\n',
      'id,x\n1,b\n',
    ]);
    expect(commitsOf(blame)).toEqual({ 1: { id: 'c0', x: 'c5' } });
    expect(blame.facts).toMatchObject({
      revisions: 6,
      remarks: [
        {
          commit: 'c1',
          file: 'data.csv',
          line: 3,
          message: expect.stringMatching(/1 cells; the header names 2/),
        },
        {
          commit: 'c2',
          file: 'data.csv',
          message: expect.stringMatching(/id is not unique: 1\./),
        },
        { commit: 'c3', line: 2, message: expect.stringMatching(/empty key/) },
        {
          commit: 'c4',
          line: 1,
          message: expect.stringMatching(/no column id .* key, x/),
        },
      ],
    });
  });

  it('reads a revision with the same bytes not again', async () => {
    const read = jest.fn(csv(0, 'id,x\n1,a\n').read);
    const blame = begin();
    await blame.add({ commit: commit(0), content: 'oid', read });
    await blame.add({ commit: commit(1), content: 'oid', read });
    expect(read).toHaveBeenCalledTimes(1);
    expect(blame.facts).toMatchObject({
      revisions: 2,
      commits: [{ sha: 'c0' }],
    });
  });

  it('survives names made to break SQL, CSV and JavaScript', async () => {
    const hostile = [
      `x"; DROP TABLE state; --`,
      '__proto__',
      `it's`,
      'c0',
      'ü\n',
    ];
    const header = ['id', ...hostile]
      .map(name => `"${name.replace(/"/g, '""')}"`)
      .join(',');
    const blame = await blameOf([
      `${header}\nconstructor,1,2,3,4,5\n`,
      `${header}\nconstructor,1,2,3,4,6\n"__proto__",',"""",\\,%,$1\n`,
    ]);
    const file = path.join(directory, `it's "state".parquet`);
    await writeBlame(blame, file);
    const { rows } = await readBlame(ask, file, [
      '__proto__',
      'constructor',
      'none',
    ]);
    expect(rows).toEqual([...blamedCells(blame)]);
    const exported = path.join(directory, 'cells.parquet');
    await exportBlame(blame, exported, hostile[0]);
    const table = await openTable({ path: exported });
    expect(await table.query('SELECT * FROM t')).toMatchObject([
      { key: 'constructor', column: hostile[0], value: '1', commit: 'c0' },
      { key: '__proto__', column: hostile[0], value: `'`, commit: 'c1' },
    ]);
    table.close();
  });

  it('answers by keys as people write them', async () => {
    const blame = await blameOf(['id,x\n1,a\n2,1.0\n3,2\n']);
    const file = path.join(directory, 'keys.parquet');
    await writeBlame(blame, file);
    const { rows, commits } = await readBlame(ask, file, ['3', '1.0', '9']);
    expect(rows.map(({ key }) => key)).toEqual([['1'], ['3']]);
    expect(commits).toHaveLength(1);
  });

  it('refuses a Parquet file that is no blame', async () => {
    const table = await openTable({ path: path.join(directory, 'data.jsonl') });
    const file = path.join(directory, 'other.parquet');
    await table.writeParquet(file);
    table.close();
    await expect(resumeBlame(file)).rejects.toThrow(/no blame of this version/);
  });
});
