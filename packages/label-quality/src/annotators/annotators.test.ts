import fc from 'fast-check';
import { seededRandom } from '../seededRandom';
import { Annotations, collectAnnotations } from './Annotations';
import { annotatorConfusion } from './annotatorConfusion';
import { crowdlab } from './crowdlab';
import { dawidSkene } from './dawidSkene';
import { labelNext } from './labelNext';
import { majorityConsensus } from './majorityConsensus';
import { majorityVote } from './majorityVote';
import { atTemperature, bestTemperature } from './temperature';

/** A line a row, a letter an annotator: 'a' is class 0, '.' is no label. */
function table(classes: number, ...lines: string[]): Annotations {
  const cells = lines.flatMap((line, row) =>
    [...line].flatMap((letter, annotator) =>
      letter === '.'
        ? []
        : [{ row, annotator, label: letter.charCodeAt(0) - 97 }],
    ),
  );
  return collectAnnotations({
    rows: lines.length,
    annotators: lines[0].length,
    classes,
    row: Int32Array.from(cells, cell => cell.row),
    annotator: Int32Array.from(cells, cell => cell.annotator),
    label: Int32Array.from(cells, cell => cell.label),
  });
}

/** Five annotators, right 95, 85, 75, 65 and 33 % of the time, and a good model. */
function crowd(rows: number) {
  const random = seededRandom(11);
  const truth = Int32Array.from({ length: rows }, (_, i) => i % 3);
  const rights = [0.95, 0.85, 0.75, 0.65, 1 / 3];
  const other = (label: number) => (label + 1 + Math.floor(random() * 2)) % 3;
  const lines = Array.from(truth, label =>
    rights
      .map(right => {
        if (random() < 0.3) return '.';
        return String.fromCharCode(
          97 + (random() < right ? label : other(label)),
        );
      })
      .join(''),
  );
  const predProbs = new Float64Array(rows * 3).fill(0.15);
  truth.forEach((label, row) => {
    predProbs[row * 3 + (random() < 0.92 ? label : other(label))] = 0.7;
  });
  return { annotations: table(3, ...lines), truth, predProbs };
}

const share = (found: Int32Array, truth: Int32Array) =>
  found.filter((label, i) => label === truth[i]).length / truth.length;

describe('collectAnnotations', () => {
  it('puts any order of annotations into the same order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.nat(5), fc.nat(3), fc.nat(2)), {
          minLength: 1,
        }),
        fc.infiniteStream(fc.double({ noNaN: true })),
        (cells, keys) => {
          const shuffled = cells
            .map(cell => ({ cell, key: keys.next().value }))
            .sort((a, b) => a.key - b.key)
            .map(({ cell }) => cell);
          const [one, other] = [cells, shuffled].map(each =>
            collectAnnotations({
              rows: 6,
              annotators: 4,
              classes: 3,
              row: Int32Array.from(each, ([row]) => row),
              annotator: Int32Array.from(each, ([, annotator]) => annotator),
              label: Int32Array.from(each, ([, , label]) => label),
            }),
          );
          expect(other).toEqual(one);
        },
      ),
    );
  });

  it('names row and annotator of a label there is no class for', () => {
    expect(() => table(2, 'ab', 'ac')).toThrow(
      'Row 1, annotator 1 has label 2; classes go from 0 to 1.',
    );
  });
});

describe('majorityVote', () => {
  it('gives a tie to the label the model finds most probable', () => {
    const predProbs = Float64Array.of(0.2, 0.3, 0.5);
    expect([...majorityVote(table(3, 'aabb'), predProbs)]).toEqual([1]);
  });

  it('gives a tie without a model to the label annotators use least', () => {
    expect([...majorityVote(table(2, 'ab', 'aa'))]).toEqual([1, 0]);
  });

  it('then to those who agree with the rows that have no tie', () => {
    // Annotator 2 was outvoted before; a and b are equally frequent.
    const votes = majorityVote(table(2, 'aab', 'bba', 'a.b'));
    expect([...votes]).toEqual([0, 1, 0]);
  });

  it('gives a row nobody labelled no label', () => {
    expect([...majorityVote(table(2, 'aa', '..'))]).toEqual([0, -1]);
  });
});

describe('crowdlab', () => {
  it('weighs one row as the paper does', () => {
    const annotations = table(2, 'aab', 'bbb', 'aaa', 'bab');
    const model = Float64Array.of(0.9, 0.1, 0.2, 0.8, 0.7, 0.3, 0.4, 0.6);
    const { labels, quality, annotators, modelWeights } = crowdlab(
      annotations,
      [model],
    );
    expect([...labels]).toEqual([0, 1, 0, 1]);
    // Half of the rows are of the most frequent class; the model errs on none.
    expect(modelWeights[0]).toBeCloseTo(Math.sqrt(3), 12);
    // Annotators agree with 6, 5 and 5 of 8 others: 1 - (1 - 6/8) / (1/2), …
    expect([...annotators.weight!].map(w => w.toFixed(6))).toEqual([
      '0.500000',
      '0.250000',
      '0.250000',
    ]);
    const likelihood = (2 / 3 + 1 + 1 + 2 / 3) / 4;
    expect(quality[0]).toBeCloseTo(
      (0.9 * Math.sqrt(3) + 0.75 * likelihood + 0.25 * (1 - likelihood)) /
        (Math.sqrt(3) + 1),
      12,
    );
  });

  it('is more often right than the majority, and knows who to trust', () => {
    const { annotations, truth, predProbs } = crowd(600);
    const found = crowdlab(annotations, [predProbs]);
    expect(share(found.labels, truth)).toBeGreaterThan(
      share(majorityVote(annotations), truth) + 0.02,
    );
    const quality = Array.from(found.annotators.quality);
    expect(quality).toEqual([...quality].sort((a, b) => b - a));
  });

  it('weighs each of two models by itself', () => {
    const { annotations, predProbs } = crowd(200);
    const [once, twice] = [[predProbs], [predProbs, predProbs]].map(models =>
      crowdlab(annotations, models, { consensus: 'majority_vote' }),
    );
    expect([...twice.modelWeights]).toEqual([
      once.modelWeights[0],
      once.modelWeights[0],
    ]);
  });

  it('says that annotators cannot be compared where no row has two labels', () => {
    expect(() =>
      crowdlab(table(2, 'a.', '.b'), [Float64Array.of(1, 0, 0, 1)]),
    ).toThrow('No row has two labels');
  });

  it('refuses two labels of one annotator for a row', () => {
    const repeated = collectAnnotations({
      rows: 1,
      annotators: 2,
      classes: 2,
      row: Int32Array.of(0, 0),
      annotator: Int32Array.of(1, 1),
      label: Int32Array.of(0, 1),
    });
    expect(() => crowdlab(repeated, [Float64Array.of(1, 0)])).toThrow(
      'Row 0: annotator 1 labelled it more than once.',
    );
  });
});

describe('majorityConsensus', () => {
  it('judges annotators only on rows that others labelled too', () => {
    const { annotators } = majorityConsensus(table(2, 'aab', '..b'));
    expect([...annotators.quality]).toEqual([1, 1, 0]);
    expect([...annotators.agreement]).toEqual([1, 1, 0.5]);
  });
});

describe('dawidSkene', () => {
  it('makes the likelihood no smaller from step to step', () => {
    const { logLikelihoods } = dawidSkene(crowd(150).annotations);
    expect([...logLikelihoods].sort((a, b) => a - b)).toEqual(logLikelihoods);
  });

  it('turns round what an annotator always turns round', () => {
    const lines = Array.from({ length: 40 }, (_, i) => (i % 2 ? 'aab' : 'bba'));
    const { labels, confusion } = dawidSkene(table(2, ...lines));
    expect([...labels]).toEqual(lines.map((_, i) => (i % 2 ? 0 : 1)));
    expect([...confusion.slice(8)].map(p => p.toFixed(3))).toEqual([
      '0.000',
      '1.000',
      '1.000',
      '0.000',
    ]);
  });
});

describe('bestTemperature', () => {
  it('finds a model too sure that is surer than annotators agree', () => {
    const { annotations, predProbs } = crowd(300);
    const tooSure = atTemperature(predProbs, 3, 1 / 4);
    expect(bestTemperature(annotations, tooSure)).toBeGreaterThan(
      2 * bestTemperature(annotations, predProbs),
    );
  });
});

describe('labelNext', () => {
  it('asks first for rows that are disputed, last for those agreed on', () => {
    const annotations = table(2, 'aaaa', 'abab', 'bbbb');
    const predProbs = Float64Array.of(0.8, 0.2, 0.5, 0.5, 0.1, 0.9);
    const { order } = labelNext(annotations, [predProbs]);
    expect([...order]).toEqual([1, 0, 2]);
  });

  it('scores rows without any label by the models alone', () => {
    const { scores } = labelNext(table(2, 'a.', '..'), [
      Float64Array.of(0.7, 0.3, 0.1, 0.9),
    ]);
    // (0.7 x (1 model + 1 annotator) + 1/2) / 3, and (0.9 + 1/2) / 2.
    expect(scores[0]).toBeCloseTo(1.9 / 3, 12);
    expect(scores[1]).toBeCloseTo(0.7, 12);
  });
});

describe('annotatorConfusion', () => {
  it('counts what was given where the consensus is another', () => {
    const annotations = table(2, 'ab', 'ab', 'bb');
    expect(annotatorConfusion(annotations, Int32Array.of(0, 0, 1))).toEqual([
      { annotator: 0, consensus: 0, given: 0, count: 2 },
      { annotator: 0, consensus: 1, given: 1, count: 1 },
      { annotator: 1, consensus: 0, given: 1, count: 2 },
      { annotator: 1, consensus: 1, given: 1, count: 1 },
    ]);
  });
});
