import type { DataFindings } from './DataFindings';
import type { EvaluationFindings } from './EvaluationFindings';
import type { PlanReason } from './Plan';
import { countRows } from './sentences';

/** Models whose training rows change: what they learned is no longer what is declared. */
export function trainingReasons(
  models: readonly EvaluationFindings[],
  data: readonly DataFindings[],
): PlanReason[] {
  return models.flatMap(({ name, sides: { after } }) => {
    const { trainedOn } = after?.manifest ?? {};
    const touched = data
      .find(found => found.name === trainedOn?.dataset)
      ?.touched?.get(trainedOn!.split);
    return touched
      ? [
          {
            weight: 'noted' as const,
            asset: name,
            text: `Of the rows that ${name} was trained on, ${countRows(
              touched,
            )}: only training it anew shows what that does.`,
          },
        ]
      : [];
  });
}
