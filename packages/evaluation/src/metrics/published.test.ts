import { BinaryAccumulator } from './binary/BinaryAccumulator';
import { thresholdCurve } from './binary/thresholdCurve';
import { brierDecomposition } from './calibration/brierDecomposition';
import { placeByWidth, sumByBin } from './calibration/confidenceBins';
import { DetectionAccumulator } from './detection/DetectionAccumulator';
import { EntityAccumulator } from './entities/EntityAccumulator';
import { readSpans } from './entities/readSpans';
import { FairnessAccumulator } from './fairness/FairnessAccumulator';
import { groupRates } from './fairness/groupRates';
import { MulticlassAccumulator } from './multiclass/MulticlassAccumulator';
import { MultilabelAccumulator } from './multilabel/MultilabelAccumulator';
import { RankingAccumulator } from './ranking/RankingAccumulator';
import { RegressionAccumulator } from './regression/RegressionAccumulator';
import type { Sample } from './rows/Accumulator';
import { once } from './rows/once';
import { TextAccumulator } from './text/TextAccumulator';

const valuesOf = (sample: Sample) => sample.values(once(sample.rows));

/** Figures from the documentation of the reference implementations, or worked out by hand. */
describe('binary', () => {
  const metrics = new BinaryAccumulator();
  metrics.add({ given: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8] });
  const sample = metrics.finish();

  it("agrees with scikit-learn's example of ROC AUC and average precision", () => {
    const { rocAuc, averagePrecision } = valuesOf(sample);
    expect(rocAuc).toBeCloseTo(0.75, 12);
    expect(averagePrecision).toBeCloseTo(0.8333333333333333, 12);
  });

  it('counts equal scores half in the area', () => {
    const tied = new BinaryAccumulator();
    tied.add({ given: [0, 1], scores: [0.5, 0.5] });
    expect(valuesOf(tied.finish()).rocAuc).toBe(0.5);
  });

  it("agrees with scikit-learn's example of the Matthews correlation", () => {
    const four = new BinaryAccumulator();
    four.add({ given: [1, 1, 1, 0], scores: [1, 0, 1, 1] });
    expect(valuesOf(four.finish()).mcc).toBeCloseTo(-1 / 3, 12);
  });

  it('says what each threshold would do, from all positive to none', () => {
    const curve = thresholdCurve(sample);
    expect(curve[0]).toMatchObject({ tp: 2, fp: 2, tn: 0, fn: 0, recall: 1 });
    expect(curve[40]).toMatchObject({ threshold: 0.4, tp: 1, fp: 1 });
    expect(curve[100]).toMatchObject({ tp: 0, fp: 0, precision: undefined });
  });

  it('names the row of a score that is no probability', () => {
    const wrong = new BinaryAccumulator();
    wrong.add({ given: [1], scores: [0.5] });
    expect(() => wrong.add({ given: [0], scores: [1.5] })).toThrow(
      'Row 1: 1.5 is no probability',
    );
  });
});

describe('calibration', () => {
  it('takes the Brier score apart without a remainder', () => {
    const metrics = new BinaryAccumulator();
    metrics.add({ given: [1, 0, 0], scores: [0.8, 0.8, 0.2] });
    const { brier } = valuesOf(metrics.finish());
    const places = placeByWidth([0.8, 0.8, 0.2]);
    const parts = brierDecomposition(
      sumByBin(places, [0.8, 0.8, 0.2], [1, 0, 0], once(3)),
      brier,
    );
    expect(parts.score).toBeCloseTo((0.04 + 0.64 + 0.04) / 3, 12);
    expect(parts.reliability).toBeCloseTo((2 * 0.09 + 0.04) / 3, 12);
    expect(parts.uncertainty).toBeCloseTo(2 / 9, 12);
    // Two values in two bins: nothing varies inside of one.
    expect(parts.withinBins).toBeCloseTo(0, 12);
  });
});

describe('multiclass', () => {
  it("agrees with scikit-learn's examples of top-2 accuracy and kappa", () => {
    const metrics = new MulticlassAccumulator({
      classes: 3,
      oneVersusRest: 'left out',
    });
    metrics.add({
      given: [0, 1, 2, 2],
      probabilities: [
        0.5, 0.2, 0.2, 0.3, 0.4, 0.2, 0.2, 0.4, 0.3, 0.7, 0.2, 0.1,
      ],
    });
    expect(valuesOf(metrics.finish()).top2).toBe(0.75);
    const raters = new MulticlassAccumulator({
      classes: 3,
      oneVersusRest: 'left out',
    });
    const sure = (k: number) => [0, 1, 2].map(j => (j === k ? 1 : 0));
    raters.add({
      given: [0, 2, 0, 1, 2],
      probabilities: [0, 2, 0, 1, 0].flatMap(sure),
    });
    expect(valuesOf(raters.finish()).kappa).toBeCloseTo(0.6875, 12);
  });

  it('has the figures that two rows give by hand', () => {
    const metrics = new MulticlassAccumulator({
      classes: 2,
      oneVersusRest: 'measured',
    });
    metrics.add({ given: [0, 1], probabilities: [0.8, 0.2, 0.6, 0.4] });
    const values = valuesOf(metrics.finish());
    expect(values.accuracy).toBe(0.5);
    expect(values.macroF1).toBeCloseTo(1 / 3, 12);
    expect(values.logLoss).toBeCloseTo(-Math.log(0.8 * 0.4) / 2, 12);
    expect(values.brier).toBeCloseTo((0.04 + 0.36) / 2, 12);
    expect(values.ece).toBeCloseTo((0.2 + 0.6) / 2, 12);
    expect(values.rocAucMacro).toBe(1);
  });
});

describe('multilabel', () => {
  it("agrees with scikit-learn's examples of LRAP, coverage and ranking loss", () => {
    const metrics = new MultilabelAccumulator({ labels: 3, threshold: 0.5 });
    metrics.add({
      given: [1, 0, 0, 0, 0, 1],
      scores: [0.75, 0.5, 1, 1, 0.2, 0.1],
    });
    const { lrap, coverage, rankingLoss } = valuesOf(metrics.finish());
    expect(lrap).toBeCloseTo(0.41666666666666663, 12);
    expect(coverage).toBe(2.5);
    expect(rankingLoss).toBe(0.75);
  });
});

describe('regression', () => {
  it("agrees with scikit-learn's examples", () => {
    const metrics = new RegressionAccumulator({ quantile: 0.1 });
    metrics.add({ given: [3, -0.5, 2, 7], predicted: [2.5, 0, 2, 8] });
    const values = valuesOf(metrics.finish());
    expect(values.mae).toBe(0.5);
    expect(values.mse).toBe(0.375);
    expect(values.r2).toBeCloseTo(0.9486081370449679, 12);
    expect(values.medianAbsoluteError).toBe(0.5);
    expect(values.mape).toBeCloseTo(0.3273809523809524, 12);
    expect(values.explainedVariance).toBeCloseTo(0.9571734475374732, 12);
    // 0.9 of what is over, 0.1 of what is under.
    expect(values.pinball).toBeCloseTo((0.05 + 0.45 + 0.9) / 4, 12);
  });

  it('allows for ties in the order of rows', () => {
    const metrics = new RegressionAccumulator();
    metrics.add({ given: [12, 2, 1, 12, 2], predicted: [1, 4, 7, 1, 0] });
    // scipy.stats.kendalltau's example.
    expect(metrics.finish().kendall()).toBeCloseTo(-0.4714045207910316, 12);
  });
});

describe('ranking', () => {
  it("agrees with scikit-learn's example of NDCG, ties sharing their places", () => {
    const figures = (scores: number[], cutoff: number) => {
      const metrics = new RankingAccumulator({ cutoff });
      metrics.add({
        queries: [0, 0, 0, 0, 0],
        relevance: [10, 0, 0, 1, 5],
        scores,
      });
      return valuesOf(metrics.finish());
    };
    expect(figures([0.1, 0.2, 0.3, 4, 70], 10).ndcg).toBeCloseTo(
      0.6956940443813076,
      12,
    );
    expect(figures([0.05, 1.1, 1, 0.5, 0], 4).ndcg4).toBeCloseTo(0.3520244, 6);
    expect(figures([1, 0, 0, 0, 1], 1).ndcg1).toBeCloseTo(0.75, 12);
  });
});

describe('entities', () => {
  it("agrees with seqeval's example", () => {
    const metrics = new EntityAccumulator();
    metrics.add({
      given: [
        ['O', 'O', 'O', 'B-MISC', 'I-MISC', 'I-MISC', 'O'],
        ['B-PER', 'I-PER', 'O'],
      ],
      predicted: [
        ['O', 'O', 'B-MISC', 'I-MISC', 'I-MISC', 'I-MISC', 'O'],
        ['B-PER', 'I-PER', 'O'],
      ],
    });
    const sample = metrics.finish();
    expect(valuesOf(sample)).toMatchObject({
      precision: 0.5,
      recall: 0.5,
      f1: 0.5,
    });
    expect(sample.byType().map(({ type, f1 }) => [type, f1])).toEqual([
      ['MISC', 0],
      ['PER', 1],
    ]);
  });

  it('reads IOBES, and no span without its end', () => {
    expect(
      readSpans(['S-LOC', 'B-PER', 'E-PER', 'B-PER', 'O'], 'iobes', 0),
    ).toEqual({
      spans: [
        { type: 'LOC', first: 0, last: 0 },
        { type: 'PER', first: 1, last: 2 },
      ],
      misplaced: [3],
    });
  });

  it('names sentence and token of a tag that the scheme has not', () => {
    expect(() => readSpans(['O', 'X-PER'], 'iob2', 4)).toThrow(
      'Row 4: token 1 has the tag "X-PER"',
    );
  });
});

describe('text', () => {
  it("agrees with sacrebleu's example of BLEU, chrF2 and TER of two references", () => {
    const metrics = new TextAccumulator();
    metrics.add({
      hypotheses: [
        'The dog bit the man.',
        "It wasn't surprising.",
        'The man had just bitten him.',
      ],
      references: [
        ['The dog bit the man.', 'The dog had bit the man.'],
        ['It was not unexpected.', 'No one was surprised.'],
        ['The man bit him first.', 'The man had bitten the dog.'],
      ],
    });
    const values = valuesOf(metrics.finish());
    expect(values.bleu).toBeCloseTo(48.530827009929865, 9);
    expect(values.chrf).toBeCloseTo(59.72751782684763, 9);
    expect(values.ter).toBeCloseTo(40, 9);
    expect(values.exactMatch).toBeCloseTo(1 / 3, 12);
  });

  it('moves a run of words as one edit, which costs word errors two', () => {
    const metrics = new TextAccumulator();
    metrics.add({ hypotheses: ['b a c d'], references: [['a c d b']] });
    const { ter, wordErrorRate, tokenF1, rougeL } = valuesOf(metrics.finish());
    expect({ ter, wordErrorRate, tokenF1, rougeL }).toEqual({
      ter: 25,
      wordErrorRate: 0.5,
      // "a" is an article to the F1 of answers.
      tokenF1: 1,
      rougeL: 0.75,
    });
  });
});

describe('fairness', () => {
  const metrics = new FairnessAccumulator({
    groups: ['x', 'y'],
    threshold: 0.5,
  });
  metrics.add({
    given: [1, 1, 0, 0, 1, 1, 0, 0],
    scores: [1, 1, 1, 0, 1, 0, 0, 0],
    groups: [0, 0, 0, 0, 1, 1, 1, 1],
  });
  const sample = metrics.finish();

  it('has the differences and ratios of eight rows by hand', () => {
    expect(valuesOf(sample)).toEqual({
      demographicParityDifference: 0.5,
      demographicParityRatio: 1 / 3,
      equalOpportunityDifference: 0.5,
      equalizedOddsDifference: 0.5,
      equalizedOddsRatio: 0,
    });
  });

  it('has the rates of each group', () => {
    const [x, y] = groupRates(sample);
    expect([x.selectionRate?.value, x.tpr?.value, x.fpr?.value]).toEqual([
      0.75, 1, 0.5,
    ]);
    expect([y.selectionRate?.value, y.tpr?.value, y.fpr?.value]).toEqual([
      0.25, 0.5, 0,
    ]);
  });
});

describe('detection', () => {
  /** Sixty boxes in seven pictures, a sixth of them around crowds, and what a model might find of them. */
  function pictures() {
    const given = Array.from({ length: 60 }, (_, i) => ({
      picture: 1 + (i % 7),
      class: (i * 5) % 3,
      crowd: i % 11 === 5 ? 1 : 0,
      box: [
        (i * 37) % 200,
        (i * 53) % 150,
        10 + ((i * 29) % 120),
        10 + ((i * 31) % 100),
      ],
    }));
    const found = given.flatMap((label, i) => {
      const [x, y, w, h] = label.box;
      const shifted = {
        picture: label.picture,
        class: i % 13 ? label.class : (label.class + 1) % 3,
        score: ((i * 97) % 23) / 23,
        box: [
          x + ((i * 7) % 9) - 4,
          y + ((i * 11) % 7) - 3,
          w + ((i * 3) % 8) - 2,
          h + ((i * 13) % 9) - 4,
        ],
      };
      const again = {
        picture: label.picture,
        class: label.class,
        score: ((i * 41) % 19) / 19,
        box: [x + 1, y + 2, w - 3, h - 2],
      };
      return [
        ...(i % 6 === 3 ? [] : [shifted]),
        ...(i % 5 === 2 ? [again] : []),
      ];
    });
    return Array.from({ length: 7 }, (_, p) => {
      const own = given.filter(({ picture }) => picture === p + 1);
      const seen = found.filter(({ picture }) => picture === p + 1);
      return {
        picture: p + 1,
        given: {
          boxes: own.flatMap(({ box }) => box),
          classes: own.map(each => each.class),
          crowd: own.map(({ crowd }) => crowd),
        },
        found: {
          boxes: seen.flatMap(({ box }) => box),
          classes: seen.map(each => each.class),
          scores: seen.map(({ score }) => score),
        },
      };
    });
  }

  it('agrees with the twelve figures of pycocotools 2.0.11, crowds and areas allowed for', () => {
    const metrics = new DetectionAccumulator(3);
    metrics.add(pictures());
    const twelve = [
      0.4879050600855002, 0.7268935116274416, 0.5332535133212568,
      0.26633663366336635, 0.5423597963114561, 0.6267326732673267,
      0.24463937621832355, 0.5910331384015596, 0.5910331384015596,
      0.3333333333333333, 0.6247619047619046, 0.6416666666666667,
    ];
    const values = Object.values(valuesOf(metrics.finish()));
    expect(values).toHaveLength(12);
    values.forEach((value, i) => expect(value).toBeCloseTo(twelve[i], 12));
  });

  it('leaves a class without given boxes out of the means', () => {
    const metrics = new DetectionAccumulator(4);
    metrics.add(pictures());
    const sample = metrics.finish();
    expect(valuesOf(sample).ap).toBeCloseTo(0.4879050600855002, 12);
    expect(sample.byClass()[3]).toEqual({ class: 3, given: 0 });
  });

  it('names picture and box of what is no box', () => {
    const metrics = new DetectionAccumulator(1);
    expect(() =>
      metrics.add([
        {
          picture: 8,
          given: { boxes: [0, 0, -1, 5], classes: [0] },
          found: { boxes: [], classes: [], scores: [] },
        },
      ]),
    ).toThrow('picture 8, given box 0: 0, 0, -1, 5 is no box');
  });
});
