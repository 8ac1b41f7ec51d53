import { declare, DeclarationError } from './declare';

const DATA = `# The leaves of a garden.
apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: leaves }
spec:
  table: { path: leaves.csv } # one file
  columns:
    - { name: width, type: number, slice: true }
    - { name: person, type: string, slice: true, personal: true }
    - { name: note, type: string }
`;
const MODEL = `apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: reader }
spec:
  task: tabular-classification
  classes: [oak, elm]
  evaluations:
    - name: other
      dataset: leaves
      split: train
      predictions: train.csv
    - name: test
      dataset: leaves
      split: test
      predictions: test.csv
      gates:
        - { metric: accuracy, min: 0.9 } # agreed in May
`;
const leaves = { kind: 'Dataset', name: 'leaves' } as const;
const reader = { kind: 'Model', name: 'reader' } as const;
const cohort = (name: string, where: object = { width: { below: 2 } }) => ({
  kind: 'cohort' as const,
  cohort: { name, where: where as { width: { below: number } } },
});
const gate = (evaluation: string) => ({
  kind: 'gate' as const,
  evaluation,
  gate: { metric: 'accuracy', min: 0.8, where: { width: { below: 2 } } },
});

describe('declare', () => {
  it('makes the list of cohorts, then adds to it, and keeps the rest', () => {
    expect(
      declare('greenroom.yaml', DATA, leaves, [
        cohort('narrow'),
        cohort('wide ones', { width: { from: 9 } }),
      ]),
    ).toBe(`${DATA}  cohorts:
    - { name: narrow, where: { width: { below: 2 } } }
    - { name: "wide ones", where: { width: { from: 9 } } }
`);
  });

  it('asks for rows', () => {
    const request = {
      name: 'narrow ones',
      where: { width: { below: 2 } },
      rows: 400,
    };
    const asked = [{ kind: 'collect', request }] as const;
    const after = declare('greenroom.yaml', DATA, leaves, asked);
    expect(after).toBe(`${DATA}  collect:
    - { name: "narrow ones", where: { width: { below: 2 } }, rows: 400 }
`);
    expect(() => declare('greenroom.yaml', after, leaves, asked)).toThrow(
      /asks for rows called narrow ones already/,
    );
    expect(() =>
      declare('greenroom.yaml', DATA, leaves, [
        { kind: 'collect', request: { ...request, split: 'train' } },
      ]),
    ).toThrow(/no column of splits, so no row is of train/);
  });

  it('adds a gate to the evaluation it is for, in the document it is of', () => {
    const both = `${DATA}---\n${MODEL}`;
    expect(declare('greenroom.yaml', both, reader, [gate('test')])).toBe(
      `${both}        - { metric: accuracy, min: 0.8, where: { width: { below: 2 } } }\n`,
    );
  });

  it.each([
    [
      'a name that is there',
      DATA,
      leaves,
      [cohort('narrow'), cohort('narrow', { width: 1 })],
      /has a cohort called narrow already/,
    ],
    [
      'a column that tells no rows apart',
      DATA,
      leaves,
      [cohort('odd', { note: 'x' })],
      /note tells no rows apart/,
    ],
    [
      'a personal column',
      DATA,
      leaves,
      [cohort('odd', { person: 'x' })],
      /person is personal/,
    ],
    [
      'a gate on the same rows',
      MODEL,
      reader,
      [gate('test'), gate('test')],
      /has a gate on accuracy of these rows already/,
    ],
    [
      'an evaluation that is gone',
      MODEL,
      reader,
      [gate('gone')],
      /no longer declares the evaluation gone/,
    ],
    [
      'an asset that is gone',
      MODEL,
      leaves,
      [cohort('narrow')],
      /greenroom.yaml does not declare leaves any more/,
    ],
  ])('refuses %s', (_what, text, asset, declarations, message) => {
    const declared = () => declare('greenroom.yaml', text, asset, declarations);
    expect(declared).toThrow(DeclarationError);
    expect(declared).toThrow(message);
  });

  it('refuses a file of another format, and says what to do', () => {
    expect(() =>
      declare(
        'leaves/README.md',
        '---\nlicense: mit\npretty_name: Leaves\ntask_categories: [x]\n---\n# Leaves\n',
        { kind: 'Dataset', name: 'leaves' },
        [cohort('narrow')],
      ),
    ).toThrow(/Add a greenroom.yaml beside it first/);
  });
});
