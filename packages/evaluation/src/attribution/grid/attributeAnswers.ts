import { ClassificationMeasure } from '../../measureClassification';
import { RegressionAccumulator } from '../../metrics/regression/RegressionAccumulator';
import { attributeSamples, type SampleCell } from '../attributeSamples';
import type { AttributedMetric } from './AttributedMetric';
import type { AttributionGrid } from './AttributionGrid';
import { cellViews, type GridView } from './cellViews';
import type { Answers } from './readAnswers';

/**
 * Shares of the factors that changed, for every metric that rows have by what
 * was said of each: losses, areas and calibration of classes, or the errors of
 * numbers. Labels as `attributeRuns` takes them.
 */
export function attributeAnswers(
  answers: Answers,
  views: readonly GridView[],
  {
    factors,
    classes,
    thresholds,
  }: Pick<AttributionGrid, 'factors' | 'classes' | 'thresholds'>,
): AttributedMetric[] {
  const cells = cellViews(views, factors).map(({ own, other }): SampleCell => {
    const { file, threshold } = views[own];
    const { given, made } = answers.of.get(file)!;
    const labels = answers.of.get(views[other].file)!.given;
    const places = Int32Array.from(answers.units.keys()).filter(
      row => !Number.isNaN(given[row]),
    );
    const { width } = answers;
    const rows = {
      units: Array.from(places, row => answers.units[row]),
      given: Array.from(places, row =>
        Number.isNaN(labels[row]) ? given[row] : labels[row],
      ),
      made: Array.from(places).flatMap(row =>
        Array.from(made.subarray(row * width, (row + 1) * width)),
      ),
    };
    return {
      places,
      sample: sampleOf(rows, { classes, threshold: thresholds[threshold] }),
    };
  });
  return Object.entries(
    attributeSamples({ factors, cells, units: answers.units }),
  ).map(([metric, attribution]) => ({ metric, ...attribution }));
}

function sampleOf(
  {
    given,
    made,
    units,
  }: {
    readonly given: readonly number[];
    readonly made: readonly number[];
    readonly units: readonly number[];
  },
  how: { readonly classes: readonly string[]; readonly threshold?: number },
): SampleCell['sample'] {
  if (how.classes.length === 0) {
    const numbers = new RegressionAccumulator();
    numbers.add({ given, predicted: made, units });
    return numbers.finish();
  }
  const measure = new ClassificationMeasure(how, given.length);
  measure.add({ given, probabilities: made, units });
  return measure.sample();
}
