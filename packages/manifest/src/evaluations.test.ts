import { readManifest } from './readManifest';

describe('spec.threshold', () => {
  const readModel = (classes: string, threshold: number) =>
    readManifest(
      'greenroom.yaml',
      `apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: filter }
spec:
  task: text-classification
  classes: ${classes}
  threshold: ${threshold}
  predictions: { outOfFold: out.csv }
`,
    );

  it('is of two classes, and says so at its line', () => {
    expect(readModel('[ham, spam]', 0.3)).toMatchObject({ ok: true });
    const found = readModel('[ham, spam, eggs]', 0.3);
    if (found.ok) throw new Error('It was read.');
    expect(found.errors[0]).toMatchObject({
      line: 7,
      message: expect.stringContaining('two classes, and there are 3'),
    });
  });

  it('lies between 0 and 1', () => {
    expect(readModel('[ham, spam]', 1)).toMatchObject({ ok: false });
  });
});

function read(evaluation: string) {
  return readManifest(
    'greenroom.yaml',
    `apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: filter }
spec:
  task: text-classification
  classes: [ham, spam]
  evaluations:
    - name: test
      dataset: mails
      split: test
      predictions: test.csv
${evaluation}`,
  );
}

describe('spec.evaluations', () => {
  it('takes gates on slices, against a regression, and on groups', () => {
    const found = read(`      metrics: [accuracy, demographicParityRatio]
      fairness: { groups: [sender], favourable: ham }
      gates:
        - { metric: accuracy, min: 0.85, on: worst-slice, minRows: 100 }
        - { metric: accuracy, min: 0.8, where: { length: { below: 120 } }, minRows: 60 }
        - { metric: accuracy, regression: forbidden }
        - { metric: demographicParityRatio, min: 0.8 }
`);
    expect(found).toMatchObject({ ok: true });
  });

  it.each([
    [
      'a gate on slices of another metric',
      '      gates: [{ metric: macroF1, min: 0.8, on: worst-slice }]\n',
      /worst-slice bounds accuracy, not macroF1/,
    ],
    [
      'rows of slices where no slice is named',
      '      gates: [{ metric: accuracy, min: 0.8, minRows: 9 }]\n',
      /minRows belongs to a gate on slices/,
    ],
    [
      'a gate without a bound',
      '      gates: [{ metric: accuracy, on: worst-class }]\n',
      /a gate needs min, max, maxDrop or regression/,
    ],
    [
      'figures of groups that are not declared',
      '      metrics: [demographicParityRatio]\n',
      /is of groups, and none are declared/,
    ],
    [
      'a favourable class that is none',
      '      fairness: { groups: [sender], favourable: eggs }\n',
      /eggs is none of the classes \(ham, spam\)/,
    ],
  ])('refuses %s, naming the line', (_what, evaluation, reason) => {
    const found = read(evaluation);
    if (found.ok) throw new Error('It was read.');
    expect(found.errors[0].message).toMatch(reason);
    expect(found.errors[0].line).toBeGreaterThanOrEqual(12);
  });
});
