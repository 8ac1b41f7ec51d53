import type {
  PinnedSection,
  ReviewFact,
} from '@greenroom/backstage-plugin-greenroom-common';
import { digestOf } from './digestOf';
import { figureFact, pinName } from './evaluationSection';
import { missing } from './missing';
import type { ReviewedFacts } from './ReviewedFacts';

/** So many of the weakest slices of a run are shown. */
const SHOWN = 5;

/** Where the version is weak, and how evenly its decisions fall. */
export function slicesSection({ runs, errors }: ReviewedFacts): PinnedSection {
  const analysed = runs.filter(({ id }) => errors.has(id));
  const fairness = runs.flatMap(({ evaluation, result }) =>
    (result?.fairness?.columns ?? []).flatMap(({ column, figures }) =>
      Object.entries(figures).map(([name, figure]) =>
        figureFact(`${name} over ${column} (${evaluation})`, figure),
      ),
    ),
  );
  if (analysed.length === 0 && fairness.length === 0)
    return missing(
      'slices',
      'The errors of this version were not analysed, and no groups are declared for fairness.',
    );
  const slices = analysed.flatMap(run =>
    errors
      .get(run.id)!
      .slices.slice(0, SHOWN)
      .map(
        (slice): ReviewFact => ({
          ...figureFact(
            `errors where ${slice.predicates
              .map(({ feature, value }) => `${feature} is ${value}`)
              .join(' and ')} (${run.evaluation})`,
            { ...slice.errorRate, n: slice.size },
          ),
          remark: `${slice.lift.toFixed(1)} times the rate of all rows.`,
          verdict: 'bad',
        }),
      ),
  );
  const told =
    fairness.length > 0
      ? `${fairness.length} figures on groups`
      : 'no groups are declared for fairness';
  return {
    name: 'slices',
    says:
      slices.length > 0
        ? `${
            slices.length
          } weak slices are known, the weakest with ${slices[0].remark!.replace(
            /\.$/,
            '',
          )}; ${told}.`
        : `No slice is weaker than chance would have it; ${told}.`,
    verdict: slices.length > 0 ? 'bad' : 'good',
    facts: [...slices, ...fairness],
    pins: [
      ...analysed.map(run => ({
        what: `errors in the ${pinName(run)}`,
        digest: digestOf(errors.get(run.id)!.slices),
      })),
      ...runs
        .filter(({ result }) => result?.fairness)
        .map(run => ({
          what: `fairness in the ${pinName(run)}`,
          digest: digestOf(run.result!.fairness),
        })),
    ],
  };
}
