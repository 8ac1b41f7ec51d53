import { TestRemote } from '@greenroom/test-sources';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { lineage } from './commands/lineage';

const dataset = (version: string) => `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: digits }
spec: { version: ${version}, license: CC-BY-SA-4.0, table: { path: a.csv }, key: id }
`;
const MODEL = `apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: reader }
spec:
  version: 1.0.0
  license: MIT
  task: image-classification
  model: { path: model.onnx }
  classes: [a, b]
  trainedOn: { dataset: digits }
  preprocessing: { input: x, output: y, steps: [{ op: numbers, columns: [a], mean: [0], scale: [1] }] }
`;

const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-lineage-'));
const remote = TestRemote.create('acme/all', directory);
const clone = path.join(directory, 'clone');
beforeAll(() => {
  remote.push({ 'data/greenroom.yaml': dataset('1.0.0') });
  remote.push({ 'data/greenroom.yaml': 'kind: [' });
  remote.push({
    'data/greenroom.yaml': dataset('1.1.0'),
    'model/greenroom.yaml': MODEL,
  });
  remote.push({ 'data/greenroom.yaml': dataset('1.2.0') });
  execFileSync('git', ['clone', '-q', remote.url, clone]);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const run = async (file: string, flags: object = {}) => {
  const { json } = await lineage.run([path.join(clone, file)], { ...flags });
  const { nodes, edges, remarks } = json as {
    nodes: { id: string }[];
    edges: { from: string; kind: string; to: string }[];
    remarks: string[];
  };
  return {
    nodes: nodes.map(({ id }) => id).sort(),
    edges: edges.map(({ from, kind, to }) => `${to} ${kind} ${from}`),
    remarks,
  };
};

describe('lineage', () => {
  it('of a model is the data it was trained on, and what that came from', async () => {
    expect(await run('model/greenroom.yaml', { upstream: true })).toEqual({
      nodes: [
        'dataset:digits@1.0.0',
        'dataset:digits@1.1.0',
        'model:reader@1.0.0',
      ],
      edges: [
        'dataset:digits@1.1.0 derived from dataset:digits@1.0.0',
        'model:reader@1.0.0 trained on dataset:digits@1.1.0',
      ],
      remarks: [expect.stringMatching(/^data\/greenroom\.yaml:\d+ at/)],
    });
  });

  it('ends at a depth', async () => {
    const { edges } = await run('model', { upstream: true, depth: '1' });
    expect(edges).toEqual([
      'model:reader@1.0.0 trained on dataset:digits@1.1.0',
    ]);
  });

  it('is as it was at a date', async () => {
    const first = remote
      .git(['log', '--reverse', '--format=%aI', 'main'])
      .split('\n')[0];
    expect((await run('.', { at: first })).nodes).toEqual([
      'dataset:digits@1.0.0',
    ]);
  });

  it('of data is impact: the models that are made of it, and by which way', async () => {
    const { json } = await lineage.run([path.join(clone, 'data')], {
      impact: true,
    });
    expect(json).toMatchObject({
      models: [
        {
          node: 'model:reader@1.0.0',
          way: [{ from: 'dataset:digits@1.1.0', kind: 'trained on' }],
        },
      ],
      deployments: [],
    });
  });

  it('binds a model to the licence of its data, and says where its own does not agree', async () => {
    const { json, text } = await lineage.run([path.join(clone, 'model')], {
      obligations: true,
    });
    expect(json).toMatchObject({
      bound: [
        { obligation: { expression: 'MIT' }, way: [], conflicts: [] },
        {
          obligation: { expression: 'CC-BY-SA-4.0' },
          declaredBy: 'dataset:digits@1.1.0',
          way: [{ kind: 'trained on', to: 'model:reader@1.0.0' }],
          conflicts: [{ what: 'other licence' }],
        },
      ],
    });
    expect(text).toContain('asks that what is made of it has the same licence');
  });

  it('has a way between two nodes, or none', async () => {
    const wayTo = async (file: string, to: string) =>
      (await lineage.run([path.join(clone, file)], { path: to }))
        .json as object;
    expect(await wayTo('data', 'model:reader@1.0.0')).toMatchObject({
      direction: 'downstream',
      edges: [{ kind: 'trained on' }],
    });
    expect(await wayTo('model', 'dataset:digits@1.0.0')).toMatchObject({
      direction: 'upstream',
      edges: [{ kind: 'derived from' }, { kind: 'trained on' }],
    });
    expect(await wayTo('model', 'dataset:digits@1.2.0')).toMatchObject({
      direction: 'none',
      edges: [],
    });
  });

  it.each([
    ['a node that is not there', 'data', { path: 'model:no@1' }, 'no node'],
    ['a path that is not there', 'none', {}, 'There is no'],
    ['a depth of nothing', '.', { depth: '0' }, '--depth is at least 1'],
    ['a date that is none', '.', { at: 'then' }, 'which is no date'],
  ])('refuses %s', async (_, file, flags, words) => {
    await expect(run(file, flags)).rejects.toThrow(words);
  });
});
