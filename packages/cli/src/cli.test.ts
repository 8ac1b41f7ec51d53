import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

const LAUNCHER = path.resolve(
  path.dirname(require.resolve('@greenroom/cli/package.json')),
  '../../greenroom',
);
const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-cli-test-'));
const file = (name: string, content: string | Buffer) => {
  const full = path.join(directory, name);
  writeFileSync(full, content);
  return full;
};
afterAll(() => rmSync(directory, { recursive: true, force: true }));

type Ended = { status: number; stdout: string; stderr: string };

function greenroom(...args: string[]): Promise<Ended> {
  return new Promise(resolve => {
    execFile(LAUNCHER, args, { cwd: directory }, (error, stdout, stderr) => {
      resolve({ status: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

/** A .npy file of float64. */
function npy(
  values: readonly number[],
  shape: string,
  fortran = false,
): Buffer {
  const header = `{'descr': '<f8', 'fortran_order': ${
    fortran ? 'True' : 'False'
  }, 'shape': (${shape}), }`;
  const padded = `${header.padEnd(117)}\n`;
  const head = Buffer.alloc(10);
  head.write('\x93NUMPY', 'latin1');
  head[6] = 1;
  head.writeUInt16LE(padded.length, 8);
  return Buffer.concat([
    head,
    Buffer.from(padded),
    Buffer.from(Float64Array.from(values).buffer),
  ]);
}

describe('greenroom', () => {
  it('labels consensus: texts, a column an annotator, empty where one gave none', async () => {
    const votes = file(
      'votes.csv',
      'id,ann,ben,cem\n1,cat,cat,dog\n2,dog,,dog\n3,,,\n4,cat,cat,cat\n',
    );
    const { stdout, stderr } = await greenroom(
      'labels',
      'consensus',
      '--annotations',
      `${votes}#ann,ben,cem`,
      '--method',
      'majority',
      '--format',
      'json',
    );
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      classes: ['cat', 'dog'],
      labels: [0, 1, -1, 0],
      quality: [2 / 3, 1, null, 1],
      annotators: [
        { name: 'ann', quality: 1, weight: null, agreement: 1 },
        { name: 'ben', quality: 1, weight: null, agreement: 1 },
        { name: 'cem', quality: 2 / 3, weight: null, agreement: 2 / 3 },
      ],
    });
  });

  it('labels consensus: of hundreds of annotators, quoted or not', async () => {
    const names = Array.from({ length: 300 }, (_, a) => `"ann, ${a}"`);
    const line = (...given: readonly (readonly [number, string])[]) => {
      const cells = new Array<string>(300).fill('');
      for (const [a, label] of given) cells[a] = label;
      return cells.join(',');
    };
    const votes = file(
      'wide.csv',
      [
        names.join(','),
        line([7, '"a ""cat"""'], [299, '"a ""cat"""'], [80, 'dog']),
        line([80, '-1'], [0, 'dog']),
        '',
      ].join('\r\n'),
    );
    const { stdout, stderr } = await greenroom(
      'labels',
      'consensus',
      '--annotations',
      votes,
      '--method',
      'majority',
      '--format',
      'json',
    );
    expect(stderr).toBe('');
    const { classes, labels, annotators } = JSON.parse(stdout);
    expect({ classes, labels }).toEqual({
      classes: ['a "cat"', 'dog'],
      labels: [0, 1],
    });
    expect(annotators[299]).toMatchObject({ name: 'ann, 299', labelled: 1 });
  });

  it('labels consensus: names row and column of a label that is no class', async () => {
    const votes = file('bad-votes.csv', 'ann,ben\n0,1\n-1,1.5\n');
    const { status, stderr } = await greenroom(
      'labels',
      'consensus',
      '--annotations',
      votes,
      '--method',
      'dawid-skene',
    );
    expect(status).toBe(2);
    expect(stderr).toContain(
      'bad-votes.csv, row 1, column ben: 1.5 is no class.',
    );
  });

  it('labels agreement: of all, and of each pair over the rows it shares', async () => {
    const votes = file(
      'pairs.csv',
      'ann,ben,cem\n0,0,\n1,1,-1\n0,1,0\n1,1,1\n',
    );
    const { stdout } = await greenroom(
      'labels',
      'agreement',
      '--annotations',
      votes,
      '--format',
      'json',
    );
    const { pairs, krippendorffAlpha } = JSON.parse(stdout);
    expect(pairs).toMatchObject([
      { a: 'ann', b: 'ben', cohenKappa: 0.5, n: 4 },
      { a: 'ann', b: 'cem', cohenKappa: 1, n: 2 },
      { a: 'ben', b: 'cem', cohenKappa: 0, n: 2 },
    ]);
    // 10 labels, 4 of class 0: 1 - (10 - 1) x 2/2 / 24 (Krippendorff 2011, part B).
    expect(krippendorffAlpha).toBeCloseTo(1 - (9 * 2) / (2 * 4 * 6), 12);
  });

  it('labels next: the disputed row comes before the one agreed on', async () => {
    const votes = file('next.csv', 'ann,ben\n0,0\n0,1\n1,1\n');
    const { stdout } = await greenroom(
      'labels',
      'next',
      '--annotations',
      votes,
      '--pred-probs',
      file('next.npy', npy([0.9, 0.1, 0.5, 0.5, 0.2, 0.8], '3, 2')),
      '--format',
      'json',
    );
    expect(JSON.parse(stdout).order[0]).toBe(1);
  });

  it('labels find: flags the planted row, from arrays in either order', async () => {
    const labels = file('labels.csv', 'label\na\na\na\nb\nb\nb\n');
    const rows = [0.9, 0.1, 0.8, 0.2, 0.05, 0.95, 0.1, 0.9, 0.2, 0.8, 0.1, 0.9];
    const columns = [
      ...rows.filter((_, i) => i % 2 === 0),
      ...rows.filter((_, i) => i % 2 === 1),
    ];
    const answers = await Promise.all(
      [
        file('c.npy', npy(rows, '6, 2')),
        file('f.npy', npy(columns, '6, 2', true)),
      ].map(probs =>
        greenroom(
          'labels',
          'find',
          '--labels',
          `${labels}#label`,
          '--pred-probs',
          probs,
          '--format',
          'json',
        ),
      ),
    );
    for (const { status, stdout } of answers) {
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        n: 6,
        classes: 2,
        issues: [2],
      });
    }
  });

  it('errors slices: names features and values, the same over two threads', async () => {
    const rows = Array.from(
      { length: 90 },
      (_, i) => `${'xyz'[i % 3]},${i % 3 === 1 && i % 2 === 0 ? 1 : 0}`,
    );
    const table = file('errors.csv', `kind,error\n${rows.join('\n')}\n`);
    const searched = async (threads: string) => {
      const { stdout } = await greenroom(
        ...['errors', 'slices', '--table', table, '--error', 'error'],
        ...['--threads', threads, '--format', 'json'],
      );
      const { searchSeconds: _, ...found } = JSON.parse(stdout);
      return found;
    };
    const found = await searched('1');
    expect(found.slices[0]).toMatchObject({
      predicates: { kind: 'y' },
      size: 30,
    });
    expect(await searched('2')).toEqual(found);
  });

  it.each(['slices', 'tree'])(
    'errors %s: says what it means where no row has an error',
    async command => {
      const table = file('right.csv', 'kind,error\na,0\nb,0\n');
      const { stdout, status } = await greenroom(
        ...['errors', command, '--table', table, '--error', 'error'],
      );
      expect(status).toBe(0);
      expect(stdout).toContain('No row has an error, so no group can be worse');
    },
  );

  it('data diff: compares a revision of git with the working tree', async () => {
    const repository = path.join(directory, 'repository');
    const git = (...args: string[]) =>
      execFileSync(
        'git',
        ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args],
        { cwd: repository },
      );
    execFileSync('git', ['init', '-q', repository]);
    writeFileSync(path.join(repository, 'l.csv'), 'id,label\n1,4\n2,9\n');
    git('add', '.');
    git('commit', '-qm', 'labels');
    writeFileSync(path.join(repository, 'l.csv'), 'id,label\n1,9\n2,9\n');
    const stdout = execFileSync(
      LAUNCHER,
      [
        'data',
        'diff',
        'HEAD:l.csv',
        'l.csv',
        '--key',
        'id',
        '--label',
        'label',
        '--format',
        'json',
      ],
      { cwd: repository, encoding: 'utf8' },
    );
    expect(JSON.parse(stdout)).toMatchObject({
      rows: { added: 0, removed: 0, changed: 1 },
      labelTransitions: [{ from: '4', to: '9', count: 1 }],
    });
  });

  it('data digest: is the same for CSV and JSON Lines', async () => {
    const digests = await Promise.all(
      [
        file('a.csv', 'id,x\nk1,1\nk2,2\n'),
        file('b.jsonl', '{"x":2,"id":"k2"}\n{"x":1,"id":"k1"}\n'),
      ].map(
        async table =>
          JSON.parse(
            (
              await greenroom('data', 'digest', table, '--format', 'json')
            ).stdout,
          ).digest,
      ),
    );
    expect(digests[0]).toBe(digests[1]);
  });

  it('manifest validate: exits with 1 and names line and column', async () => {
    const manifest = file(
      'greenroom.yaml',
      'apiVersion: greenroom.dev/v1alpha1\nkind: Dataset\nmetadata: { nam: x }\nspec: {}\n',
    );
    const { status, stdout } = await greenroom(
      'manifest',
      'validate',
      manifest,
    );
    expect(status).toBe(1);
    expect(stdout).toContain(
      'greenroom.yaml:3:13: Unknown key "nam". Did you mean "name"?',
    );
  });

  it.each([
    ['a missing flag', ['labels', 'find'], /--labels is missing/],
    ['a missing file', ['data', 'digest', 'none.csv'], /no file none\.csv/],
    ['an unknown command', ['data', 'juggle'], /no command data juggle/],
  ])(
    'exits with 2 on %s and says so on standard error',
    async (_what, args, message) => {
      const { status, stdout, stderr } = await greenroom(...args);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toMatch(message);
    },
  );
});
