import type { EvaluationSpec } from '@greenroom/manifest';
import type { DataFindings } from './DataFindings';
import { isSameModel } from './isSameModel';
import type { ModelSide } from './PlanQuestion';
import { countRows } from './sentences';

export type StaleEvaluation = {
  readonly spec: EvaluationSpec;
  readonly reason: string;
};

/**
 * Evaluations whose result would be of other rows, of another model or of
 * another question than what is declared then; those that go are not among them.
 *
 * @param dataOf - the data set that an evaluation names, where it is part of the change
 */
export function planStale(
  {
    before,
    after,
  }: { readonly before?: ModelSide; readonly after?: ModelSide },
  dataOf: (spec: EvaluationSpec) => DataFindings | undefined,
): StaleEvaluation[] {
  return (after?.manifest.evaluations ?? []).flatMap(spec => {
    const was = before?.manifest.evaluations?.find(
      ({ name }) => name === spec.name,
    );
    const reasons = [
      ...(was ? [] : ['It is declared for the first time.']),
      ...(was && JSON.stringify(asked(was)) !== JSON.stringify(asked(spec))
        ? ['What it measures is declared otherwise.']
        : []),
      ...(was && before && after && !isSameModel(before, after)
        ? ['The model changes.']
        : []),
      ...ofData(spec, dataOf(spec)),
    ];
    return reasons.length > 0 ? [{ spec, reason: reasons.join(' ') }] : [];
  });
}

/** When it runs says nothing of what it finds. */
function asked({ schedule: _when, ...spec }: EvaluationSpec) {
  return spec;
}

function ofData(
  { split, dataset }: EvaluationSpec,
  found: DataFindings | undefined,
): string[] {
  if (!found || found.change === 'same') return [];
  if (found.change === 'removed')
    return [`The data set ${dataset} is no longer declared.`];
  if (found.change === 'added')
    return [`The data set ${dataset} is declared for the first time.`];
  if (!found.touched)
    return [`It is not known which rows of ${dataset} change.`];
  const touched = found.touched.get(split);
  return touched ? [`Of the rows of ${split}, ${countRows(touched)}.`] : [];
}
