import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  startInferenceServer,
  type TestServedModel,
} from '@greenroom/test-sources';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

const LAUNCHER = path.resolve(
  path.dirname(require.resolve('@greenroom/cli/package.json')),
  '../../greenroom',
);
const repository = mkdtempSync(path.join(os.tmpdir(), 'greenroom-evaluate-'));
afterAll(() => rmSync(repository, { recursive: true, force: true }));

function committed(name: string, content: string): string {
  const full = path.join(repository, name);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, content);
  return full;
}

type Ended = { status: number; stdout: string; stderr: string };

function greenroom(
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<Ended> {
  return new Promise(resolve => {
    execFile(
      LAUNCHER,
      ['evaluate', ...args, '--format', 'json'],
      { cwd: repository, env: { ...process.env, ...environment } },
      (error, stdout, stderr) =>
        resolve({ status: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

function model(name: string, spec: string): string {
  return committed(
    `models/${name}/greenroom.yaml`,
    `apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: ${name} }
spec:
  task: tabular-classification
  classes: [below, above]
${spec}`,
  );
}

const EVALUATION =
  'name: held-out, dataset: sums, split: test, metrics: [accuracy]';

beforeAll(() => {
  committed('.git/HEAD', 'ref: refs/heads/main\n');
  committed(
    'data/rows.csv',
    'id,a,b,label,split\n1,1,1,above,test\n2,-1,0,below,test\n3,-2,1,above,test\n',
  );
  committed(
    'data/greenroom.yaml',
    `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: sums }
spec:
  table: { path: rows.csv }
  key: id
  label: label
  split: split
  classes: [below, above]
`,
  );
});

describe('greenroom evaluate', () => {
  it('measures predictions that were made elsewhere, on the data set that the repository declares', async () => {
    committed(
      'models/elsewhere/test.csv',
      'id,p_below,p_above\n1,0.1,0.9\n2,0.8,0.2\n3,0.7,0.3\n',
    );
    const file = model(
      'elsewhere',
      `  evaluations: [{ ${EVALUATION}, predictions: test.csv, gates: [{ metric: accuracy, min: 0.9 }] }]\n`,
    );
    const { status, stdout, stderr } = await greenroom([file]);
    expect(stderr).toBe('');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      model: 'elsewhere',
      data: 'sums',
      rows: 3,
      metrics: { accuracy: { value: 2 / 3 } },
      gates: [{ metric: 'accuracy', passed: false }],
    });
  });

  describe('on a server', () => {
    const SUMMER: TestServedModel = {
      name: 'summer',
      inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 2] }],
      outputs: [{ name: 'p', datatype: 'FP32', shape: [-1, 1] }],
      infer: ({ x }, rows) => ({
        p: Array.from({ length: rows }, (_, i) =>
          Number(x[2 * i]) + Number(x[2 * i + 1]) > 0 ? 0.9 : 0.1,
        ),
      }),
    };
    function served(url: string): string {
      return model(
        'served',
        `  endpoint: { protocol: oip-v2, url: '${url}', model: summer }
  preprocessing:
    input: x
    output: p
    steps: [{ op: numbers, columns: [a, b] }]
  evaluations: [{ ${EVALUATION} }]
`,
      );
    }
    let server: Awaited<ReturnType<typeof startInferenceServer>>;
    beforeAll(async () => {
      server = await startInferenceServer(SUMMER, { token: 'sesame' });
    });
    afterAll(() => server.close());

    it('asks the address that is given by hand, with the token', async () => {
      const { stdout, stderr } = await greenroom(
        [served('https://models.example.com'), '--endpoint', server.url],
        { GREENROOM_ENDPOINT_TOKEN: 'sesame' },
      );
      expect(stderr).toBe('');
      expect(JSON.parse(stdout).metrics.accuracy.value).toBe(2 / 3);
    });

    it('does not follow a manifest into the network', async () => {
      const { status, stderr } = await greenroom([served(server.url)]);
      expect(status).toBe(2);
      expect(stderr).toMatch(/leads into the network.*--endpoint/);
    });
  });

  it('says what is missing where nothing can be evaluated', async () => {
    const file = model(
      'stray',
      `  evaluations: [{ name: x, dataset: nowhere, split: test, predictions: test.csv }]\n`,
    );
    const { status, stderr } = await greenroom([file]);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /data set nowhere is declared by no greenroom\.yaml/,
    );
  });
});

describe('evaluate attribute', () => {
  const run = async (name: string, rows: string, predicted: string) => {
    const file = committed(
      `${name}/greenroom.yaml`,
      `apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: ${name} }
spec:
  task: tabular-classification
  classes: [below, above]
  evaluations: [{ ${EVALUATION}, predictions: made.csv }]
`,
    );
    committed(`${name}/made.csv`, `id,predicted\n${predicted}`);
    const data = committed(`${name}/rows.csv`, rows);
    const out = path.join(repository, name, 'run');
    await greenroom([file, '--data', data, '--out', out]);
    return out;
  };

  it('shares a difference out to rows, labels and model, to its whole', async () => {
    const from = await run(
      'old',
      'id,a,b,label,split\n1,1,1,above,test\n2,1,1,below,test\n3,1,1,below,test\n4,1,1,above,test\n',
      '1,above\n2,above\n3,above\n4,below\n',
    );
    const to = await run(
      'new',
      'id,a,b,label,split\n1,1,1,above,test\n2,1,1,above,test\n3,1,1,below,test\n5,1,1,above,test\n',
      '1,above\n2,above\n3,below\n5,above\n',
    );
    const { stdout } = await greenroom([
      'attribute',
      '--from',
      from,
      '--to',
      to,
    ]);
    const { metric, delta, factors, relabelled, unmatched } =
      JSON.parse(stdout);
    expect([metric, delta, relabelled]).toEqual(['accuracy', 0.75, 1]);
    expect(unmatched).toEqual({ before: 1, after: 1 });
    const shares = factors.map(
      ({ name, share }: { name: string; share: number }) => [name, share],
    );
    // One of four rows each: a row that came for one that went, a label, a prediction.
    expect(shares).toEqual([
      ['rows', expect.closeTo(0.25, 9)],
      ['labels', expect.closeTo(0.25, 9)],
      ['model', expect.closeTo(0.25, 9)],
    ]);
  });

  it('refuses a run and itself', async () => {
    const { status, stderr } = await greenroom([
      'attribute',
      '--from',
      path.join(repository, 'old/run'),
      '--to',
      path.join(repository, 'old/run'),
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain('does not differ from itself');
  });
});
