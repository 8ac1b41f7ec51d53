import type { Plan } from '@greenroom/change/plan';
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Real repositories and processes, on a machine that may be busy. */
jest.setTimeout(120_000);

const LAUNCHER = path.resolve(
  path.dirname(require.resolve('@greenroom/cli/package.json')),
  '../../greenroom',
);
const ROWS = 40;
let repository: string;

const DATASET = `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: sums }
spec:
  table: { path: rows.csv }
  key: id
  label: label
  split: split
  classes: [below, above]
`;
const MODEL = `apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: adder }
spec:
  task: tabular-classification
  classes: [below, above]
  evaluations:
    - name: held-out
      dataset: sums
      split: test
      metrics: [accuracy]
      predictions: test.csv
      gates: [{ metric: accuracy, min: 0.9 }]
`;

/** Every second row is above; the labels of the rows that are named are the other ones. */
function csv(wrong: readonly number[] = []): string {
  return `id,a,label,split\n${Array.from({ length: ROWS }, (_, i) => {
    const isAbove = (i % 2 === 0) !== wrong.includes(i);
    return `${i},${i},${isAbove ? 'above' : 'below'},test\n`;
  }).join('')}`;
}

function predictions(): string {
  return `id,p_below,p_above\n${Array.from(
    { length: ROWS },
    (_, i) => `${i},${i % 2 === 0 ? '0.1,0.9' : '0.9,0.1'}\n`,
  ).join('')}`;
}

function put(file: string, content: string): void {
  const full = path.join(repository, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, content);
}

function git(...args: string[]): string {
  return execFileSync(
    'git',
    ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args],
    { cwd: repository, encoding: 'utf8' },
  ).trim();
}

function commit(message: string): string {
  git('add', '-A', '-f', '.');
  git('commit', '-qm', message);
  return git('rev-parse', 'HEAD');
}

function greenroom(
  ...args: readonly string[]
): Promise<{ status: number; plan: Plan; stderr: string }> {
  return new Promise(resolve => {
    execFile(
      LAUNCHER,
      ['plan', ...args, '--format', 'json'],
      { cwd: repository },
      (error, stdout, stderr) =>
        resolve({
          status: Number(error?.code ?? 0),
          plan: stdout === '' ? undefined : JSON.parse(stdout),
          stderr,
        }),
    );
  });
}

beforeEach(() => {
  repository = mkdtempSync(path.join(os.tmpdir(), 'greenroom-planned-'));
  git('init', '-q', '-b', 'main');
  put('data/greenroom.yaml', DATASET);
  put('data/rows.csv', csv());
  put('models/greenroom.yaml', MODEL);
  put('models/test.csv', predictions());
  commit('Declare a data set and a model');
});
afterEach(() => rmSync(repository, { recursive: true, force: true }));

describe('greenroom plan', () => {
  it('tells what the working tree would change, by the predictions that the model names', async () => {
    put('data/rows.csv', csv([3]));
    const { status, plan } = await greenroom();
    expect(status).toBe(0);
    expect(plan).toMatchObject({
      base: git('rev-parse', 'main'),
      head: 'working tree',
      verdict: 'passed',
      rows: { changed: 1, added: 0, removed: 0 },
      labelTransitions: [{ from: 'below', to: 'above', count: 1 }],
      metrics: [{ name: 'accuracy', before: 1, after: 1 - 1 / ROWS }],
      gates: [{ outcome: 'passed', before: 'passed' }],
    });
  });

  it('fails where a gate does, says so in Markdown, and takes what was merged since for no part of the branch', async () => {
    git('checkout', '-qb', 'repair');
    put('data/rows.csv', csv([1, 3, 5, 7, 9, 11]));
    const head = commit('Label anew');
    git('checkout', '-q', 'main');
    put('data/greenroom.yaml', `${DATASET}  license: MIT\n`);
    commit('Declare a licence');
    const { status, plan } = await greenroom(
      'main',
      '--head',
      'repair',
      '--markdown',
      'plan.md',
    );
    expect(status).toBe(1);
    expect(plan).toMatchObject({
      head,
      verdict: 'failed',
      licences: [],
      gates: [{ outcome: 'failed', before: 'passed' }],
    });
    const text = readFileSync(path.join(repository, 'plan.md'), 'utf8');
    expect(text).toMatch(/^## The plan fails for 1 reason/);
    expect(text).toContain('accuracy is 0.8500');
  });

  it('reads rows that Git LFS and DVC keep, on both sides', async () => {
    const lfs = (content: string) => {
      const sha256 = createHash('sha256').update(content).digest('hex');
      put(
        `.git/lfs/objects/${sha256.slice(0, 2)}/${sha256.slice(
          2,
          4,
        )}/${sha256}`,
        content,
      );
      return `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${content.length}\n`;
    };
    const dvc = (content: string) => {
      const md5 = createHash('md5').update(content).digest('hex');
      put(`.dvc/cache/files/md5/${md5.slice(0, 2)}/${md5.slice(2)}`, content);
      return `outs:\n- md5: ${md5}\n  hash: md5\n  path: more.csv\n`;
    };
    put('data/rows.csv', lfs(csv()));
    put(
      'more/greenroom.yaml',
      DATASET.replace('name: sums', 'name: more').replace('rows', 'more'),
    );
    put('more/more.csv.dvc', dvc(csv()));
    put('.gitignore', '.dvc/cache\n');
    git('add', '.gitignore', 'data', 'more');
    git('commit', '-qm', 'Keep rows elsewhere');
    put('data/rows.csv', lfs(csv([1])));
    put('more/more.csv.dvc', dvc(csv([1, 3])));
    const { plan } = await greenroom();
    expect(
      plan.assets.map(({ name, rows, change }) => [
        name,
        change,
        rows?.changed,
      ]),
    ).toEqual([
      ['more', 'changed', 2],
      ['sums', 'changed', 1],
      ['adder', 'affected', undefined],
    ]);
  });

  it('follows no link, and says that the rows cannot be read', async () => {
    rmSync(path.join(repository, 'data/rows.csv'));
    symlinkSync('/etc/hostname', path.join(repository, 'data/rows.csv'));
    const { status, plan } = await greenroom();
    expect(status).toBe(1);
    expect(plan.reasons[0]).toMatchObject({
      weight: 'failed',
      text: expect.stringMatching(
        /names rows\.csv, which working tree does not have/,
      ),
    });
  });

  it('fails for a manifest that can no longer be read', async () => {
    put('data/greenroom.yaml', DATASET.replace('key: id', 'kye: id'));
    const { status, plan } = await greenroom();
    expect(status).toBe(1);
    expect(plan.reasons.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/data\/greenroom\.yaml:\d+ cannot be read/),
    );
  });

  it('says what to do where a base or a model is not known', async () => {
    expect(await greenroom('nowhere')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/knows no nowhere.*fetch-depth: 0/),
    });
    expect(await greenroom('--model', 'nobody')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/declares no model nobody/),
    });
  });
});
