import { readManifest } from './readManifest';

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
