import { ClassificationMeasure } from '../measureClassification';
import { RegressionAccumulator } from '../metrics/regression/RegressionAccumulator';
import { once } from '../metrics/rows/once';
import { attributeSamples, type SampleCell } from './attributeSamples';

const ROWS = 120;
const UNITS = Uint32Array.from({ length: ROWS }, (_, i) => i * 2_654_435_761);
const PLACES = Int32Array.from(UNITS.keys());

/** Every third row has the second class; the model is as sure of it as told. */
function ofClasses(sure: number, mislabelled: number): SampleCell {
  const measure = new ClassificationMeasure({ classes: ['a', 'b'] }, ROWS);
  const truth = Array.from(PLACES, i => (i % 3 === 0 ? 1 : 0));
  measure.add({
    given: truth.map((label, i) => (i < mislabelled ? 1 - label : label)),
    probabilities: truth.flatMap((label, i) => {
      const p = 0.5 + sure * (label === 1 ? 1 : -1) * (0.5 - (i % 7) / 20);
      return [1 - p, p];
    }),
    units: Array.from(UNITS),
  });
  return { sample: measure.sample(), places: PLACES };
}

describe('attributeSamples', () => {
  const cells = [
    ofClasses(0.4, 12),
    ofClasses(0.4, 0),
    ofClasses(0.9, 12),
    ofClasses(0.9, 0),
  ];
  const found = attributeSamples({
    factors: ['labels', 'model'],
    cells,
    units: UNITS,
  });

  it('shares out every metric that the rows have', () => {
    expect(Object.keys(found)).toEqual(
      expect.arrayContaining(['accuracy', 'logLoss', 'brier', 'rocAuc', 'ece']),
    );
    for (const [
      metric,
      { before, after, difference, shares },
    ] of Object.entries(found)) {
      const at = (cell: number) =>
        cells[cell].sample.values(once(ROWS))[metric];
      expect([before.value, after.value]).toEqual([at(0), at(3)]);
      expect(shares[0].value + shares[1].value).toBeCloseTo(
        difference.value,
        9,
      );
    }
  });

  it('has intervals around a share, and none of a factor that does nothing', () => {
    const [labels, model] = found.logLoss.shares;
    expect(labels.low).toBeLessThan(labels.value);
    expect(labels.high).toBeGreaterThan(labels.value);
    expect(model.high).toBeLessThan(0);
    expect(found.accuracy.shares[1]).toMatchObject({
      value: 0,
      low: 0,
      high: 0,
    });
  });

  it('takes rows that only one version has as that version has them', () => {
    const numbers = (error: number, places: Int32Array): SampleCell => {
      const accumulator = new RegressionAccumulator();
      accumulator.add({
        given: Array.from(places, () => 1),
        predicted: Array.from(places, () => 1 + error),
        units: Array.from(places, place => UNITS[place]),
      });
      return { sample: accumulator.finish(), places };
    };
    const { mae } = attributeSamples({
      factors: ['rows'],
      cells: [numbers(3, PLACES.slice(0, 80)), numbers(1, PLACES.slice(40))],
      units: UNITS,
    });
    expect(mae).toMatchObject({
      before: { value: 3, n: ROWS },
      after: { value: 1 },
      shares: [{ factor: 'rows', value: -2, low: -2, high: -2 }],
    });
  });

  it('leaves out what a cell does not define', () => {
    const rows = 20;
    const measure = new ClassificationMeasure({ classes: ['a', 'b'] }, rows);
    measure.add({
      given: new Uint8Array(rows),
      probabilities: Array.from({ length: rows }, () => [1, 0]).flat(),
      units: UNITS.slice(0, rows),
    });
    const one = { sample: measure.sample(), places: PLACES.slice(0, rows) };
    const { rocAuc, accuracy } = attributeSamples({
      factors: ['model'],
      cells: [one, cells[3]],
      units: UNITS,
    });
    expect(rocAuc).toBeUndefined();
    expect(accuracy).toBeDefined();
  });
});
