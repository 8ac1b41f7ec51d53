import fc from 'fast-check';
import { BinaryAccumulator } from './binary/BinaryAccumulator';
import { DetectionAccumulator } from './detection/DetectionAccumulator';
import { EntityAccumulator } from './entities/EntityAccumulator';
import { FairnessAccumulator } from './fairness/FairnessAccumulator';
import { figuresOf } from './intervals/figuresOf';
import { MulticlassAccumulator } from './multiclass/MulticlassAccumulator';
import { MultilabelAccumulator } from './multilabel/MultilabelAccumulator';
import { RankingAccumulator } from './ranking/RankingAccumulator';
import { RegressionAccumulator } from './regression/RegressionAccumulator';
import type { Sample } from './rows/Accumulator';
import { TextAccumulator } from './text/TextAccumulator';

/** A row of any task, drawn at random: three small numbers and what is drawn with it. */
type Drawn = {
  readonly unit: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
};

const RESAMPLING = { seed: 3, draws: 40, drawnBy: 'row' } as const;
const WORDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
const TAGS = ['O', 'B-PER', 'B-LOC'];
const BOX = [10, 10, 40, 40];

const rowsOf = fc.uniqueArray(
  fc.record({
    unit: fc.integer({ min: 0, max: 1_000_000 }),
    a: fc.integer({ min: 0, max: 7 }),
    b: fc.integer({ min: 0, max: 7 }),
    c: fc.integer({ min: 0, max: 7 }),
  }),
  { minLength: 2, maxLength: 16, selector: ({ unit }) => unit },
);

const units = (rows: readonly Drawn[]) => rows.map(({ unit }) => unit);

/** Each task: an accumulator, and how rows are added to it. */
const TASKS: Readonly<
  Record<string, (shards: readonly (readonly Drawn[])[]) => Sample>
> = {
  binary: merged(
    () => new BinaryAccumulator(),
    rows => ({
      given: rows.map(({ a }) => a % 2),
      scores: rows.map(({ b }) => b / 7),
      units: units(rows),
    }),
  ),
  fairness: merged(
    () => new FairnessAccumulator({ groups: ['x', 'y'], threshold: 0.5 }),
    rows => ({
      given: rows.map(({ a }) => a % 2),
      scores: rows.map(({ b }) => b / 7),
      groups: rows.map(({ c }) => c % 2),
      units: units(rows),
    }),
  ),
  multiclass: merged(
    () => new MulticlassAccumulator({ classes: 3, oneVersusRest: 'measured' }),
    rows => ({
      given: rows.map(({ a }) => a % 3),
      probabilities: rows.flatMap(({ b, c }) => [
        b / 16,
        c / 16,
        1 - (b + c) / 16,
      ]),
      units: units(rows),
    }),
  ),
  multilabel: merged(
    () => new MultilabelAccumulator({ labels: 2, threshold: 0.5 }),
    rows => ({
      given: rows.flatMap(({ a }) => [a % 2, a > 3 ? 1 : 0]),
      scores: rows.flatMap(({ b, c }) => [b / 7, c / 7]),
      units: units(rows),
    }),
  ),
  regression: merged(
    () => new RegressionAccumulator(),
    rows => ({
      // Away from 0, where a percentage is of no use.
      given: rows.map(({ a, c }) => 1 + a + c / 8),
      predicted: rows.map(({ b }) => b),
      units: units(rows),
    }),
  ),
  ranking: merged(
    () => new RankingAccumulator({ cutoff: 2 }),
    rows => ({
      queries: rows.map(({ a }) => a),
      relevance: rows.map(({ b }) => b % 3),
      // Of equal scores the document added first stands first: here there are none.
      scores: rows.map(({ unit }) => unit),
    }),
  ),
  detection: merged(
    () => new DetectionAccumulator(2),
    rows =>
      rows.map(({ unit, a, b, c }) => ({
        picture: unit,
        given: { boxes: BOX, classes: [a % 2] },
        found: {
          boxes: [BOX[0] + b, BOX[1], BOX[2], BOX[3] + c],
          classes: [c % 2],
          scores: [b / 7],
        },
      })),
  ),
  entities: merged(
    () => new EntityAccumulator(),
    rows => ({
      given: rows.map(({ a, b }) => [TAGS[a % 3], TAGS[b % 3]]),
      predicted: rows.map(({ a, c }) => [TAGS[a % 3], TAGS[c % 3]]),
      units: units(rows),
    }),
  ),
  text: merged(
    () => new TextAccumulator(),
    rows => ({
      hypotheses: rows.map(({ a, b, c }) =>
        [a, b, c, a].map(i => WORDS[i]).join(' '),
      ),
      references: rows.map(({ b, c, unit }) => [
        [unit % 8, b, c].map(i => WORDS[i]).join(' '),
      ]),
      units: units(rows),
    }),
  ),
};

function merged<Chunk>(
  start: () => {
    add(chunk: Chunk): void;
    merge(other: never): void;
    finish(): Sample;
  },
  chunkOf: (rows: readonly Drawn[]) => Chunk,
) {
  return (shards: readonly (readonly Drawn[])[]): Sample => {
    const [first, ...others] = shards.map(rows => {
      const shard = start();
      shard.add(chunkOf(rows));
      return shard;
    });
    others.forEach(other => first.merge(other as never));
    return first.finish();
  };
}

describe.each(Object.entries(TASKS))('%s', (_name, measure) => {
  it('gives the same figures and intervals for merged shards in any order as for the whole', () => {
    fc.assert(
      fc.property(rowsOf, fc.nat(), fc.nat(), (rows, cut, turn) => {
        const at = 1 + (cut % (rows.length - 1));
        const turned = [
          ...rows.slice(turn % rows.length),
          ...rows.slice(0, turn % rows.length),
        ];
        const whole = figuresOf(measure([rows]), RESAMPLING);
        const shards = figuresOf(
          measure([turned.slice(at), turned.slice(0, at)]),
          RESAMPLING,
        );
        expect(Object.keys(shards)).toEqual(Object.keys(whole));
        Object.entries(whole).forEach(([name, { value, low, high }]) => {
          expect(shards[name].value).toBeCloseTo(value, 9);
          expect(shards[name].low ?? 0).toBeCloseTo(low ?? 0, 9);
          expect(shards[name].high ?? 0).toBeCloseTo(high ?? 0, 9);
        });
      }),
      { numRuns: 15 },
    );
  });
});
