import type {
  Cohort,
  ErrorAnswerTo,
  ErrorQuestion,
} from '@greenroom/backstage-plugin-greenroom-common';
import { encodeFeature } from '@greenroom/error-analysis';
import { column } from './__testUtils__/column';
import { answerQuestion, type Ground } from './answerQuestion';
import type { ErrorRows } from './ErrorRows';
import { oldRows } from './oldRows';

const N = 2_000;
const INDICES = Array.from({ length: N }, (_, i) => i);
const WRITERS = ['ann', 'bob', 'cy', 'dee'];
const writer = INDICES.map(i => WRITERS[i % 4]);
/** Tells nothing of the errors below, which go by another divisor. */
const width = INDICES.map(i => (i * 7) % 9);

/** A run on the same rows, wrong where it is said; labels are of class 0 unless they are said. */
function runOf(
  isWrong: (i: number) => boolean,
  { given = () => 0, indices = INDICES }: RowsOf = {},
): ErrorRows {
  const places = indices.map(given);
  const wrong = indices.map(i => Number(isWrong(i)));
  return {
    keys: indices.map(i => `r${i}`),
    classes: ['no', 'yes'],
    given: Int32Array.from(places),
    predicted: Int32Array.from(places, (place, row) =>
      wrong[row] ? 1 - place : place,
    ),
    wrong: Float64Array.from(wrong),
    columns: [
      column(
        'writer',
        indices.map(i => writer[i]),
      ),
      column(
        'width',
        indices.map(i => width[i]),
      ),
    ],
  };
}
type RowsOf = {
  readonly given?: (i: number) => number;
  readonly indices?: readonly number[];
};

const isOf = (name: string) => (i: number) => writer[i] === name;
const of = (name: string): Cohort => [
  { type: 'is', feature: 'writer', values: [name] },
];
/** A tenth of the rows, whatever their features. */
const tenth = (i: number) => (i * 37) % 101 < 10;

/** The columns of one run by the plans of another, as a ground is read. */
const asCutIn = (reference: ErrorRows, { columns }: ErrorRows) =>
  columns.map((each, c) => {
    const { plan } = reference.columns[c];
    return { ...each, plan, codes: encodeFeature(plan, each.values) };
  });

function changes(
  before: ErrorRows | undefined,
  after: ErrorRows,
  {
    isOfSameModel = false,
    isEdited = () => false,
  }: {
    isOfSameModel?: boolean;
    isEdited?: (i: number) => boolean;
  } = {},
) {
  const reference = before && {
    ...before,
    columns: asCutIn(after, before),
  };
  const ground: Ground = {
    rows: after,
    declared: [],
    ...(reference
      ? {
          before: {
            runId: 'r1',
            name: '1.0.0',
            isOfSameModel,
            rows: reference,
            old: oldRows(after, reference),
            edited: Uint8Array.from(after.keys, key =>
              Number(isEdited(Number(key.slice(1)))),
            ),
          },
        }
      : {}),
  };
  const ask = (question: ErrorQuestion) => answerQuestion(ground, question);
  const answer = ask({ view: { type: 'changes' } });
  return { ask, ...(answer as ErrorAnswerTo<'changes'>) };
}

const slice = (
  { against }: Pick<ErrorAnswerTo<'changes'>, 'against'>,
  where: Cohort,
) =>
  against!.slices.find(
    each => JSON.stringify(each.where) === JSON.stringify(where),
  );

describe('what changed between two runs', () => {
  it('tells slices that appeared from those that are gone, by the model where rows are the same', () => {
    const found = changes(
      runOf(i => tenth(i) || (isOf('ann')(i) && i % 5 < 3)),
      runOf(i => tenth(i) || (isOf('bob')(i) && i % 5 < 3)),
    );
    expect(slice(found, of('bob'))).toMatchObject({ outcome: 'appeared' });
    const gone = slice(found, of('ann'))!;
    expect(gone.outcome).toBe('gone');
    expect(gone.change!.parts).toEqual({
      model: expect.closeTo(gone.change!.value, 9),
      labels: 0,
      rows: expect.closeTo(0, 9),
    });
  });

  it('tells a slice that got worse from one that got better, where both were findings before', () => {
    const found = changes(
      runOf(
        i => (isOf('ann')(i) && i % 5 < 3) || (isOf('bob')(i) && i % 5 < 2),
      ),
      runOf(
        i => (isOf('ann')(i) && i % 5 < 2) || (isOf('bob')(i) && i % 5 < 4),
      ),
    );
    expect(slice(found, of('bob'))!.outcome).toBe('worse');
    expect(slice(found, of('ann'))!.outcome).toBe('better');
  });

  it('gives to labels what repaired labels mended', () => {
    const isMislabelled = (i: number) => isOf('ann')(i) && i % 5 < 3;
    const found = changes(
      runOf(i => tenth(i) || isMislabelled(i), {
        given: i => (isMislabelled(i) ? 1 : 0),
      }),
      runOf(tenth),
    );
    const { parts, value } = slice(found, of('ann'))!.change!;
    expect(value).toBeLessThan(-0.4);
    expect(parts.labels).toBeCloseTo(value, 9);
    expect(parts.model).toBeCloseTo(0, 9);
  });

  it('gives to rows what those that left moved, and nothing to a model that is the same', () => {
    const isWrong = (i: number) => tenth(i) || (isOf('ann')(i) && i % 5 < 3);
    const found = changes(
      runOf(isWrong),
      runOf(isWrong, {
        indices: INDICES.filter(i => !(isOf('ann')(i) && isWrong(i) && i > 99)),
      }),
      { isOfSameModel: true },
    );
    const { parts, value } = slice(found, of('ann'))!.change!;
    expect(value).toBeLessThan(-0.4);
    expect(parts).toEqual({
      model: 0,
      labels: 0,
      rows: expect.closeTo(value, 9),
    });
  });

  it('gives to rows what another model makes of those that were edited', () => {
    const isMended = (i: number) => isOf('ann')(i) && i % 5 < 3;
    const found = changes(
      runOf(i => tenth(i) || isMended(i)),
      runOf(tenth),
      { isEdited: isMended },
    );
    const { parts, value } = slice(found, of('ann'))!.change!;
    expect(value).toBeLessThan(-0.4);
    expect(parts).toEqual({
      model: expect.closeTo(0, 9),
      labels: 0,
      rows: expect.closeTo(value, 9),
    });
  });

  it('shows no change of a slice that is as bad as before', () => {
    const isWrong = (i: number) => tenth(i) || (isOf('ann')(i) && i % 5 < 3);
    const found = changes(runOf(isWrong), runOf(isWrong));
    expect(slice(found, of('ann'))).toMatchObject({
      outcome: 'same',
      change: { value: 0, holmP: 1 },
    });
  });

  it('judges slices on rows that they were not looked for on', () => {
    const { against } = changes(
      runOf(tenth),
      runOf(i => tenth(i) || (isOf('bob')(i) && i % 5 < 3)),
    );
    expect(against!.foundOn).toBe('half');
    expect(against!.measured.after).toBeLessThan(N * 0.6);
    expect(against!.measured.before).toBe(against!.measured.after);
  });

  it('finds no change where none is but chance', () => {
    const { against } = changes(
      runOf(tenth),
      runOf(i => (i * 53) % 103 < 10),
    );
    expect(against!.slices.filter(({ outcome }) => outcome !== 'same')).toEqual(
      [],
    );
  });

  it('groups rows that flipped, each of which stands behind its group', () => {
    const isBroken = (i: number) => isOf('bob')(i) && i % 5 === 0;
    const { against, ask } = changes(
      runOf(i => isOf('cy')(i)),
      runOf(i => isBroken(i) || (isOf('cy')(i) && i % 3 > 0)),
    );
    const { flips } = against!;
    const broken = INDICES.filter(isBroken);
    expect(flips.broken).toBe(broken.length);
    expect(flips.brokenSlices[0].where).toEqual(of('bob'));
    expect(flips.fixedSlices[0].where).toEqual(of('cy'));
    expect(
      ask({
        where: of('bob'),
        view: { type: 'keys', flipped: 'broken', limit: 500 },
      }),
    ).toMatchObject({
      total: broken.length,
      keys: expect.arrayContaining(broken.map(i => `r${i}`)),
    });
  });

  it('says where there is no other run, or no row of it', () => {
    expect(changes(undefined, runOf(tenth)).remark).toMatch(/the only run/);
    const onlyAnn = runOf(tenth, { indices: INDICES.filter(isOf('ann')) });
    const { ask } = changes(onlyAnn, runOf(tenth));
    expect(ask({ where: of('bob'), view: { type: 'changes' } })).toMatchObject({
      remark: expect.stringContaining('other run has no row that meets'),
    });
  });
});
