import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Each command is a process of its own. */
jest.setTimeout(60_000);

const ROOT = path.dirname(require.resolve('@greenroom/cli/package.json'));

describe('greenroom manifest', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'greenroom-cli-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  };
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        path.join(ROOT, 'src/index.ts'),
        'manifest',
        ...args,
        '--format',
        'json',
      ],
      { cwd: folder, encoding: 'utf8' },
    );
    return { status, stderr, json: stdout ? JSON.parse(stdout) : undefined };
  };

  it('validates files of several formats, with place and remedy of what is wrong', () => {
    write({
      'croissant.json':
        '{"@context": {}, "@type": "Dataset", "name": "leaves", "conformsTo": "http://mlcommons.org/croissant/1.1"}',
      MLmodel: 'flavors: { onnx: { data: m.onnx } }\n',
      'datapackage.json': '{\n  "name": "x",\n  "resources": []\n}',
      'notes.txt': 'hello',
    });
    const { status, json } = run(
      'validate',
      'croissant.json',
      'MLmodel',
      'datapackage.json',
      'notes.txt',
    );
    expect(status).toBe(1);
    expect(json.files).toMatchObject([
      {
        path: 'croissant.json',
        format: 'croissant',
        kind: 'Dataset',
        ok: true,
        errors: [],
      },
      { path: 'MLmodel', format: 'mlflow', kind: 'Model', ok: true },
      {
        format: 'frictionless',
        kind: null,
        ok: false,
        errors: [
          {
            line: 3,
            column: 3,
            pointer: '/resources',
            message: expect.stringMatching(/Add it/),
          },
        ],
      },
      { format: 'unknown', ok: false, errors: [{ line: 1 }] },
    ]);
  });

  it('shows an asset with what stands beside it, and where each field was said', () => {
    write({
      'd/croissant.json':
        '{"@context": {}, "@type": "Dataset", "name": "leaves", "conformsTo": "http://mlcommons.org/croissant/1.1", "license": "MIT"}',
      'd/README.md':
        '---\npretty_name: Leaves\ntask_categories: [x]\n---\nWords.\n',
    });
    const { status, json } = run('show', 'd/croissant.json');
    expect(status).toBe(0);
    expect(json).toMatchObject({
      kind: 'Dataset',
      title: 'Leaves',
      license: 'MIT',
      formats: ['huggingface-dataset', 'croissant'],
      origins: {
        '/license': { path: 'd/croissant.json' },
        '/title': { path: 'd/README.md', line: 2 },
      },
    });
  });

  it('ends with 2 and the place of what is wrong where there is nothing to show', () => {
    write({ 'dvc.lock': 'schema: "9"\n' });
    const { status, stderr } = run('show', 'dvc.lock');
    expect(status).toBe(2);
    expect(stderr).toMatch(/dvc\.lock:1:1: .*Run dvc repro/);
  });

  it('prints the JSON Schema of our own manifests', () => {
    expect(run('schema').json).toMatchObject({
      $id: expect.stringContaining('greenroom.dev/v1alpha1'),
      oneOf: expect.any(Array),
    });
  });
});
