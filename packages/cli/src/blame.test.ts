import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { openTable } from '@greenroom/dataset';
import type { Flags } from './Command';
import { dataBlame } from './commands/dataBlame';
import { printJson } from './printJson';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(120_000);

const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-blame-cli-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A repository that commits have in their message's name. */
class Repository {
  static #made = 0;
  readonly path = path.join(directory, `r${Repository.#made++}`);

  constructor() {
    execFileSync('git', ['init', '-q', '-b', 'main', this.path]);
  }

  git(...args: string[]): string {
    return execFileSync(
      'git',
      ['-c', 'user.name=ann', '-c', 'user.email=ann@example.org', ...args],
      { cwd: this.path, encoding: 'utf8' },
    ).trim();
  }

  write(file: string, content: string): void {
    const full = path.join(this.path, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, content);
  }

  /** Commits all of the working tree. */
  commit(message: string): string {
    this.git('add', '-A');
    this.git('commit', '-q', '--allow-empty', '-m', message);
    return this.git('rev-parse', 'HEAD');
  }

  commitFile(file: string, content: string, message = 'change'): string {
    this.write(file, content);
    return this.commit(message);
  }

  subjectOf(sha: string): string {
    return this.git('log', '-1', '--format=%s', sha);
  }
}

type BlameJson = {
  revisions: number;
  rows: number;
  remark?: string;
  remarks: { commit: string; file?: string; line?: number; message: string }[];
  cells: {
    key: string;
    column: string;
    value: unknown;
    commit: string;
    author: string;
    date: string;
    pullRequest?: number;
  }[];
};

async function blame(
  repository: Repository,
  file: string,
  flags: Flags = {},
): Promise<BlameJson> {
  const { json } = await dataBlame.run([repository.path, file], {
    key: 'id',
    ...flags,
  });
  const out = new PassThrough();
  const chunks: Buffer[] = [];
  out.on('data', chunk => chunks.push(chunk));
  await printJson(json, out);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

/** Subjects of commits by key and column. */
function subjects(repository: Repository, { cells }: BlameJson) {
  return Object.fromEntries(
    cells
      .filter(({ column }) => column !== 'id')
      .map(({ key, column, commit }) => [
        `${key}.${column}`,
        repository.subjectOf(commit),
      ]),
  );
}

describe('data blame', () => {
  it('agrees with git blame where rows keep their lines', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(
            fc.record({
              row: fc.nat(5),
              column: fc.constantFrom(1, 2),
              value: fc.constantFrom('p', 'q', 'r'),
            }),
            { minLength: 1, maxLength: 3 },
          ),
          { minLength: 1, maxLength: 8 },
        ),
        async history => {
          const repository = new Repository();
          const rows = Array.from({ length: 6 }, (_, i) => [`k${i}`, '', '']);
          for (const edits of [[], ...history]) {
            for (const { row, column, value } of edits)
              rows[row][column] = value;
            repository.commitFile(
              'data.csv',
              `id,a,b\n${rows.map(row => row.join(',')).join('\n')}\n`,
            );
          }
          const byLine = repository
            .git('blame', '--porcelain', 'data.csv')
            .split('\n')
            .filter(line => /^[0-9a-f]{40} /.test(line))
            .map(line => line.slice(0, 40));
          const order = repository.git('rev-list', 'HEAD').split('\n');
          const { cells } = await blame(repository, 'data.csv');
          const newest = rows.map(
            ([key]) =>
              cells
                .filter(cell => cell.key === key)
                .map(({ commit }) => commit)
                .sort((a, b) => order.indexOf(a) - order.indexOf(b))[0],
          );
          expect(newest).toEqual(byLine.slice(1));
        },
      ),
      { numRuns: 6 },
    );
  });

  it('follows the file through moves, formats, orders and a merge', async () => {
    const repository = new Repository();
    repository.commitFile(
      'd/a.csv',
      'id,x\n1,a\n2,b\n3,c\n4,d\n5,e\n',
      'first',
    );
    repository.commitFile('other.txt', 'unrelated', 'unrelated');
    repository.git('checkout', '-q', '-b', 'fix');
    repository.commitFile(
      'd/a.csv',
      'id,x\n1,a\n2,B\n3,c\n4,d\n5,e\n',
      'relabel',
    );
    repository.git('checkout', '-q', 'main');
    repository.commitFile('more.txt', 'unrelated', 'meanwhile');
    repository.git(
      'merge',
      '-q',
      '--no-ff',
      'fix',
      '-m',
      'Merge pull request #12 from ann/fix',
    );
    repository.git('mv', 'd/a.csv', 'b.csv');
    repository.commit('move');
    repository.commitFile(
      'b.csv',
      'x,id\n"e",5\n"d",4\n"c",3\n"B",2\n"A",1\n',
      'reorder and one more (#13)',
    );
    const found = await blame(repository, 'b.csv');
    expect(subjects(repository, found)).toEqual({
      '1.x': 'reorder and one more (#13)',
      '2.x': 'relabel',
      '3.x': 'first',
      '4.x': 'first',
      '5.x': 'first',
    });
    expect(
      Object.fromEntries(
        found.cells
          .filter(({ column }) => column === 'x')
          .map(({ key, pullRequest }) => [key, pullRequest]),
      ),
    ).toEqual({ 1: 13, 2: 12 });
    expect(found).toMatchObject({ revisions: 4, rows: 5, remarks: [] });
  });

  it('gives a merge that joins two sides what the other side brought', async () => {
    const repository = new Repository();
    const rows = ['1,a', '2,b', '3,c', '4,d', '5,e', '6,f', '7,g'];
    const csv = (changed: Record<number, string> = {}) =>
      `id,x\n${rows.map((row, i) => changed[i] ?? row).join('\n')}\n`;
    repository.commitFile('a.csv', csv(), 'first');
    repository.git('checkout', '-q', '-b', 'side');
    repository.commitFile('a.csv', csv({ 6: '7,G' }), 'side');
    repository.git('checkout', '-q', 'main');
    repository.commitFile('a.csv', csv({ 0: '1,A' }), 'main');
    repository.git('merge', '-q', '--no-ff', 'side', '-m', 'join');
    expect(
      subjects(repository, await blame(repository, 'a.csv')),
    ).toMatchObject({ '1.x': 'main', '2.x': 'first', '7.x': 'join' });
  });

  it('passes over what cannot be read, and says so', async () => {
    const repository = new Repository();
    repository.commitFile('a.csv', 'id,x\n1,a\n', 'first');
    const ragged = repository.commitFile('a.csv', 'id,x\n1,b,c\n', 'ragged');
    rmSync(path.join(repository.path, 'a.csv'));
    const gone = repository.commit('remove');
    repository.commitFile('a.csv', 'id,x\n1,a\n2,b\n', 'back');
    const found = await blame(repository, 'a.csv');
    expect(subjects(repository, found)).toEqual({
      '1.x': 'first',
      '2.x': 'back',
    });
    expect(found.remarks).toMatchObject([
      {
        commit: ragged,
        file: 'a.csv',
        line: 2,
        message: expect.stringMatching(/3 cells/),
      },
      { commit: gone, message: expect.stringMatching(/removed the file/) },
    ]);
  });

  it('reads what Git LFS points to, where the object is here and whole', async () => {
    const repository = new Repository();
    const store = (content: string, kept = content) => {
      const sha256 = createHash('sha256').update(content).digest('hex');
      repository.write(
        `.git/lfs/objects/${sha256.slice(0, 2)}/${sha256.slice(
          2,
          4,
        )}/${sha256}`,
        kept,
      );
      return `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${content.length}\n`;
    };
    repository.commitFile('a.csv', store('id,x\n1,a\n2,b\n'), 'first');
    repository.commitFile('a.csv', store('id,x\n1,z\n', 'id,x\n1,y\n'), 'bad');
    repository.commitFile(
      'a.csv',
      store('id,x\n1,absent\n').replace(/oid sha256:..../, 'oid sha256:0000'),
      'absent',
    );
    repository.commitFile('a.csv', store('id,x\n1,a\n2,c\n'), 'last');
    const found = await blame(repository, 'a.csv');
    expect(subjects(repository, found)).toEqual({
      '1.x': 'first',
      '2.x': 'last',
    });
    expect(found.remarks.map(({ message }) => message)).toEqual([
      expect.stringMatching(/damaged/),
      expect.stringMatching(/is not here.*git lfs fetch/),
    ]);
  });

  it.each(['-x.csv', 'a b"c.csv', ':(top)x.csv', 'ü\t*.csv', 'sub/[a].jsonl'])(
    'takes the path %j as it is',
    async file => {
      const repository = new Repository();
      const isLines = file.endsWith('l');
      repository.write('decoy.csv', 'id,x\n9,z\n');
      repository.commitFile(
        file,
        isLines ? '{"id":1,"x":"a"}\n' : 'id,x\n1,a\n',
        'first',
      );
      repository.commitFile(
        file,
        isLines ? '{"x":"b","id":1}\n' : 'id,x\n1,b\n',
        'second',
      );
      const found = await blame(repository, file);
      expect(found.revisions).toBe(2);
      expect(subjects(repository, found)).toEqual({ '1.x': 'second' });
    },
  );

  it('answers for a revision, a column, and the newest commits only', async () => {
    const repository = new Repository();
    const first = repository.commitFile('a.csv', 'id,x,y\n1,a,1\n', 'first');
    repository.commitFile('a.csv', 'id,x,y\n1,b,1\n', 'second');
    repository.commitFile('a.csv', 'id,x,y\n1,b,2.5\n', 'third');
    expect(
      await blame(repository, 'a.csv', { rev: first, column: 'x' }),
    ).toEqual({
      revisions: 1,
      key: ['id'],
      rows: 1,
      remarks: [],
      cells: [
        {
          key: '1',
          column: 'x',
          value: 'a',
          commit: first,
          author: 'ann',
          date: repository.git('log', '-1', '--format=%aI', first),
        },
      ],
    });
    const cut = await blame(repository, 'a.csv', { limit: '2' });
    expect(subjects(repository, cut)).toEqual({
      '1.x': 'second',
      '1.y': 'third',
    });
    expect(cut.cells[2].value).toBe(2.5);
    expect(cut.remark).toMatch(/newest 2 revisions/);
  });

  it('writes cells as Parquet', async () => {
    const repository = new Repository();
    const sha = repository.commitFile('a.csv', 'id,x\n1,a\n', 'one (#7)');
    const out = path.join(directory, 'cells.parquet');
    const { text } = await dataBlame.run([repository.path, 'a.csv'], {
      key: 'id',
      column: 'x',
      out,
    });
    expect(text).toContain('1 rows written to');
    const table = await openTable({ path: out });
    expect(await table.query('SELECT * FROM t')).toMatchObject([
      {
        key: '1',
        column: 'x',
        value: 'a',
        commit: sha,
        author: 'ann',
        pull_request: 7,
      },
    ]);
    table.close();
  });

  it.each([
    ['a path that never was', 'none.csv', {}, /git knows no none\.csv/],
    ['a key that never was', 'a.csv', { key: 'k' }, /no column k to tell rows/],
    ['a column that is not', 'a.csv', { column: 'y' }, /columns are id, x/],
    ['a revision like a flag', 'a.csv', { rev: '--all' }, /plain names/],
    ['a limit of nothing', 'a.csv', { limit: '0' }, /at least 1/],
  ])('refuses %s', async (_what, file, flags, message) => {
    const repository = new Repository();
    repository.commitFile('a.csv', 'id,x\n1,a\n');
    await expect(blame(repository, file, flags)).rejects.toThrow(message);
  });

  it('refuses a folder that is no repository', async () => {
    await expect(
      dataBlame.run([os.tmpdir(), 'a.csv'], { key: 'id' }),
    ).rejects.toThrow(/not a git repository/);
  });
});
