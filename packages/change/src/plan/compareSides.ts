import {
  type ComparedMetric,
  compareDetections,
  compareRuns,
  compareTaskRuns,
} from '@greenroom/evaluation';
import { sliceFeatures } from '@greenroom/evaluation';
import { isDetection, isLabelled, otherTaskOf } from '@greenroom/manifest';
import type { EvaluationSides } from './EvaluationSides';
import type { MeasuredSide } from './measureSide';
import type { PlannedEvaluation, PlannedSlice } from './Plan';
import type { ModelSide } from './PlanQuestion';
import { planSlices } from './planSlices';
import { towardsModel } from './towardsModel';
import { specOf } from './TypedTable';

export type Comparison = {
  readonly counts: Pick<
    PlannedEvaluation,
    'fixed' | 'broken' | 'relabelled' | 'towardsModel'
  >;
  readonly metrics: readonly ComparedMetric[];
  readonly slices: readonly PlannedSlice[];
};

export const NOT_COMPARED: Comparison = {
  counts: { fixed: 0, broken: 0, relabelled: 0, towardsModel: 0 },
  metrics: [],
  slices: [],
};

/** How the figures of two sides differ, and where. */
export async function compareSides(
  sides: EvaluationSides,
  before: MeasuredSide,
  after: MeasuredSide,
): Promise<Comparison> {
  const { before: was, after: is, data } = sides;
  const dataset = data.manifests.after!;
  const classesOf = ({ manifest }: ModelSide) =>
    manifest.classes ?? dataset.classes ?? [];
  if (isDetection(dataset))
    return compareBoxes(sides, before, after, classesOf(is!.side));
  const task = otherTaskOf(dataset);
  const counts = await towardsModel(before.run, after.run);
  if (task !== undefined || !isLabelled(dataset)) {
    const metrics =
      task === undefined
        ? []
        : await compareTaskRuns({
            before: before.run,
            after: after.run,
            task,
            classes: classesOf(is!.side),
          });
    return {
      ...NOT_COMPARED,
      counts: { ...NOT_COMPARED.counts, ...counts },
      metrics,
    };
  }
  const there = new Set(data.after!.columns.map(({ name }) => name));
  const cohorts = (dataset.cohorts ?? []).filter(({ where }) =>
    Object.keys(where).every(name => there.has(name) && !data.mask.hides(name)),
  );
  const runOf = (measured: MeasuredSide, { manifest }: ModelSide) => ({
    path: measured.run,
    name: manifest.name,
    classes: classesOf({ manifest, files: {} }),
    threshold: manifest.threshold,
  });
  const compared = await compareRuns({
    before: runOf(before, was!.side),
    after: runOf(after, is!.side),
    rows: 'of either',
    data: {
      table: specOf(data.after!),
      key: dataset.key,
      features: sliceFeatures(dataset).filter(
        ({ name }) => there.has(name) && !data.mask.hides(name),
      ),
      conditions: cohorts.map(({ where }) => where),
    },
  });
  const { fixed, broken, metrics } = compared;
  return {
    counts: { fixed, broken, ...counts },
    metrics,
    slices: planSlices(compared, cohorts, {
      areClassesPersonal: data.mask.hides(dataset.label),
    }),
  };
}

/** Pictures with fewer mistakes are fixed, with more broken; of slices the average precision of each class is told. */
async function compareBoxes(
  { before: was, after: is, data }: EvaluationSides,
  before: MeasuredSide,
  after: MeasuredSide,
  classes: readonly string[],
): Promise<Comparison> {
  const runOf = ({ run }: MeasuredSide, { manifest }: ModelSide) => ({
    path: run,
    name: manifest.name,
    classes: manifest.classes ?? classes,
  });
  const compared = await compareDetections(
    runOf(before, was!.side),
    runOf(after, is!.side),
    'of either',
  );
  const { fixed, broken, metrics } = compared;
  return {
    counts: {
      fixed,
      broken,
      ...(await towardsModel(before.run, after.run)),
    },
    metrics,
    slices: planSlices(compared, [], {
      areClassesPersonal: data.mask.hides(
        (data.manifests.after ?? data.manifests.before)!.label,
      ),
    }),
  };
}
