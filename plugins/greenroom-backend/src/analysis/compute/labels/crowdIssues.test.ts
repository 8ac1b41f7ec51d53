import { crowdIssues, withCrowd } from './crowdIssues';
import type { Gathered } from './gatherPredictions';
import type { Issue } from './Issue';
import { Judgement } from './Judgement';
import { judgeCrowd } from './judgeCrowd';

const CLASSES = ['circle', 'square'];

/** Of each row: its label, and what each annotator says of it, in order. */
type Said = { readonly label: number; readonly votes: readonly number[] };

function judge(
  said: readonly Said[],
  probabilities: readonly (readonly [number, number])[],
) {
  const rows = said.map(({ label }, i) => ({
    key: `r${i}`,
    label,
    split: 'train',
    number: i,
  }));
  const gathered: Gathered = {
    probabilities: new Map(
      probabilities.map((p, i) => [`r${i}`, Float64Array.from(p)]),
    ),
    origins: new Map(),
    used: [],
  };
  const votes = said.flatMap((each, row) =>
    each.votes.map((label, annotator) => ({ row, annotator, label })),
  );
  const people = Math.max(...said.map(each => each.votes.length));
  const crowd = judgeCrowd(
    {
      people: Array.from({ length: people }, (_, i) => `p${i}`),
      row: Int32Array.from(votes, ({ row }) => row),
      annotator: Int32Array.from(votes, ({ annotator }) => annotator),
      label: Int32Array.from(votes, ({ label }) => label),
      unknown: 0,
    },
    rows,
    gathered,
    CLASSES.length,
  )!;
  const judgement = new Judgement(rows, gathered, 2, () => true);
  return { crowd, issues: crowdIssues(crowd, rows, judgement, CLASSES) };
}

const AGREED: Said = { label: 0, votes: [0, 0, 0] };

describe('crowdIssues', () => {
  it('doubts a label that most people contradict, and counts them', () => {
    const { issues } = judge(
      [AGREED, AGREED, { label: 0, votes: [1, 1, 0] }],
      [
        [0.9, 0.1],
        [0.9, 0.1],
        [0.1, 0.9],
      ],
    );
    expect(issues).toEqual([
      expect.objectContaining({
        row: 2,
        kind: 'label_error',
        suggested: 1,
        why: '2 of 3 annotators say square.',
      }),
    ]);
  });

  it('asks for a sharper guideline where people are split and the model is unsure', () => {
    const { issues } = judge(
      [AGREED, AGREED, { label: 0, votes: [0, 1] }],
      [
        [0.9, 0.1],
        [0.9, 0.1],
        [0.5, 0.5],
      ],
    );
    expect(issues).toEqual([
      expect.objectContaining({ row: 2, kind: 'ambiguous', score: 0.5 }),
    ]);
  });

  it('judges without a model where a row has no prediction', () => {
    const { crowd } = judge([AGREED, { label: 1, votes: [1, 1, 1] }], []);
    expect(crowd.method).toMatch(/^Dawid and Skene/);
    expect(crowd.next).toBeUndefined();
  });
});

describe('withCrowd', () => {
  const issue = (row: number, why: string): Issue => ({
    row,
    kind: 'label_error',
    score: 0,
    why,
  });

  it('tells of a row once, people first', () => {
    expect(
      withCrowd(
        [issue(3, 'People say so.')],
        [issue(1, 'The model does.'), issue(3, 'And the model.')],
      ),
    ).toEqual([
      issue(3, 'People say so. And the model.'),
      issue(1, 'The model does.'),
    ]);
  });
});
