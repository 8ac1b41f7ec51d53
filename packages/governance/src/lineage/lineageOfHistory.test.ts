import { readManifest } from '@greenroom/manifest';
import { LineageGraph } from './LineageGraph';
import { lineageOfHistory, type StatedManifest } from './lineageOfHistory';

const dataset = (version: string) => `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: digits }
spec: { version: ${version}, table: { path: a.csv }, key: id }
`;
const model = (version: string, trainedOn: string) =>
  `apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: reader }
spec:
  version: ${version}
  task: image-classification
  model: { path: model.onnx }
  classes: [a, b]
  trainedOn: { dataset: digits${trainedOn} }
  preprocessing: { input: x, output: y, steps: [{ op: numbers, columns: [a], mean: [0], scale: [1] }] }
  evaluations: [{ name: test, dataset: digits, split: test }]
`;

/** A commit a text, a second apart. */
const historyOf = (texts: readonly string[]): StatedManifest[] =>
  texts.map((text, i) => {
    const path = `${/kind: (\w+)/.exec(text)![1]}/greenroom.yaml`;
    const read = readManifest(path, text);
    if (!read.ok) throw new Error(JSON.stringify(read.errors));
    return {
      manifest: read.assets[0],
      path,
      commit: String(i).repeat(40),
      time: 1000 * i,
    };
  });
const lineage = (...texts: string[]) => lineageOfHistory(historyOf(texts));
const edgesOf = (...texts: string[]) =>
  lineage(...texts).edges.map(
    ({ from, kind, to, until }) =>
      `${to} ${kind} ${from}${until === undefined ? '' : ` until ${until}`}`,
  );

describe('the lineage of a history', () => {
  it('has a version of data after another, and the model on the newest there was', () => {
    expect(
      edgesOf(dataset('1.0.0'), dataset('1.1.0'), model('1.0.0', '')),
    ).toEqual([
      'dataset:digits@1.1.0 derived from dataset:digits@1.0.0',
      'model:reader@1.0.0 trained on dataset:digits@1.1.0',
      'model:reader@1.0.0 evaluated on dataset:digits@1.1.0',
    ]);
  });

  it('takes a pin by version or by commit', () => {
    const data = [dataset('1.0.0'), dataset('1.1.0')];
    for (const pin of [', version: 1.0.0', `, revision: "${'0'.repeat(40)}"`])
      expect(edgesOf(...data, model('1.0.0', pin))).toContain(
        'model:reader@1.0.0 trained on dataset:digits@1.0.0',
      );
  });

  it('names what is pinned and not there', () => {
    const { nodes } = lineage(model('1.0.0', ', version: 7.0.0'));
    expect(nodes).toContainEqual({
      id: 'dataset:digits@7.0.0',
      kind: 'dataset',
      name: 'digits',
      version: '7.0.0',
    });
  });

  it('ends an edge with the commit that states another of the same version', () => {
    const texts = [
      dataset('1.0.0'),
      dataset('1.1.0'),
      model('1.0.0', ', version: 1.0.0'),
      model('1.0.0', ', version: 1.1.0'),
    ];
    expect(edgesOf(...texts)).toEqual(
      expect.arrayContaining([
        'model:reader@1.0.0 trained on dataset:digits@1.0.0 until 3000',
        'model:reader@1.0.0 trained on dataset:digits@1.1.0',
      ]),
    );
    const graph = new LineageGraph(lineage(...texts).edges);
    const madeOf = (at?: number) =>
      graph.reach('model:reader@1.0.0', {
        direction: 'upstream',
        at,
        along: ({ kind }) => kind === 'trained on',
      }).nodes[1];
    expect([madeOf(2500), madeOf()]).toEqual([
      'dataset:digits@1.0.0',
      'dataset:digits@1.1.0',
    ]);
  });

  it('says the same once, however often it is stated', () => {
    const once = [dataset('1.0.0'), model('1.0.0', '')];
    expect(edgesOf(...once, ...once)).toEqual(edgesOf(...once));
  });
});
