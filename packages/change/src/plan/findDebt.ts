import { seenInTraining } from '@greenroom/evaluation';
import { hasOneClass } from '@greenroom/manifest';
import path from 'node:path';
import type { DataFindings } from './DataFindings';
import type { EvaluationFindings } from './EvaluationFindings';
import { outOfFoldRows } from './outOfFoldRows';
import type { OfAsset, PlannedDebt } from './Plan';
import { type JudgedLabels, planDoubtful } from './planDoubtful';
import type { ModelSide, Sides } from './PlanQuestion';
import { refusalOf } from './refusalOf';

/**
 * New label debt of every data set: labels that conflict, and those that the
 * first model doubts which has out-of-sample predictions of it.
 *
 * @param folder - intermediate tables are written here
 */
export async function findDebt(
  data: readonly DataFindings[],
  models: readonly Sides<ModelSide>[],
  found: readonly EvaluationFindings[],
  folder: string,
): Promise<{
  readonly found: readonly OfAsset<PlannedDebt>[];
  remarksOf(name: string): readonly string[];
}> {
  const debt: OfAsset<PlannedDebt>[] = [];
  const remarks = new Map<string, string>();
  for (const [i, each] of data.entries()) {
    const { name, alike, changes } = each;
    if (each.change === 'same') continue;
    if (alike?.conflicting) debt.push({ asset: name, ...alike.conflicting });
    if (changes === undefined || each.data.roles.label === undefined) continue;
    try {
      const judged = await judgedBy(
        each,
        models,
        found,
        path.join(folder, `folds-${i}`),
      );
      if (!judged) continue;
      const doubtful = await planDoubtful(each.data, judged, changes);
      if (doubtful.debt) debt.push({ asset: name, ...doubtful.debt });
      if (doubtful.remark) remarks.set(name, doubtful.remark);
    } catch (error) {
      remarks.set(name, refusalOf(error, each.data.mask));
    }
  }
  return {
    found: debt,
    remarksOf: name => [remarks.get(name)].filter(text => text !== undefined),
  };
}

async function judgedBy(
  { name, data, changes }: DataFindings,
  models: readonly Sides<ModelSide>[],
  found: readonly EvaluationFindings[],
  out: string,
): Promise<JudgedLabels | undefined> {
  for (const [i, { before, after }] of models.entries()) {
    const side = after ?? before;
    if (!side?.manifest.classes || !hasOneClass(side.manifest)) continue;
    // Boxes have no probability of each class.
    if (side.manifest.task === 'object-detection') continue;
    const runs = (found[i]?.runs ?? []).filter(
      ({ spec }) =>
        spec.dataset === name &&
        seenInTraining(side.manifest, spec) === undefined,
    );
    const fold = async (
      model: ModelSide | undefined,
      end: 'before' | 'after',
    ) =>
      model &&
      outOfFoldRows(model, data, end, {
        changes,
        out: `${out}-${i}-${end}.parquet`,
      });
    const files = (list: readonly (string | undefined)[]) =>
      list.filter((file): file is string => file !== undefined);
    const judged = {
      model: side.manifest.name,
      classes: side.manifest.classes,
      before: files([
        ...runs.map(run => run.runs.before),
        await fold(before, 'before'),
      ]),
      after: files([
        ...runs.map(run => run.runs.after),
        await fold(after, 'after'),
      ]),
    };
    if (judged.after.length > 0) return judged;
  }
  return undefined;
}
