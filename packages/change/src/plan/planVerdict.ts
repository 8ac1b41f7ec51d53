import type { Plan, PlannedGate, PlanReason } from './Plan';
import { countRows, joined, plural } from './sentences';

type Judged = Omit<Plan, 'verdict' | 'reasons'>;

/**
 * The verdict, which gates decide (and that what was measured still can be), and
 * everything else that somebody who merges should know.
 *
 * @param known - reasons that no figure tells, such as a manifest that cannot be read
 */
export function planVerdict(
  plan: Judged,
  known: readonly PlanReason[],
): Pick<Plan, 'verdict' | 'reasons'> {
  const all = [
    ...known,
    ...plan.gates.flatMap(gateReason),
    ...plan.evaluations.flatMap(evaluationReasons),
    ...declarationReasons(plan),
    ...rowReasons(plan),
    ...debtReasons(plan),
  ];
  const by = (weight: PlanReason['weight']) =>
    all.filter(reason => reason.weight === weight);
  const failed = by('failed');
  return {
    verdict: verdictOf(failed.length, plan.gates.length),
    reasons: [...failed, ...by('warned'), ...by('noted')],
  };
}

function verdictOf(failed: number, gates: number): Plan['verdict'] {
  if (failed > 0) return 'failed';
  return gates > 0 ? 'passed' : 'neutral';
}

function gateReason(
  gate: PlannedGate & { readonly model: string; readonly evaluation: string },
): PlanReason[] {
  if (gate.passed) return [];
  const { model, evaluation, reason, outcome, before } = gate;
  const word = outcome === 'refused' ? 'cannot be decided' : 'fails';
  const already =
    before !== undefined && before !== 'passed'
      ? ' It does not pass on the base either.'
      : '';
  return [
    {
      weight: 'failed',
      asset: model,
      text: `A gate of ${evaluation} ${word}: ${reason}${already}`,
    },
  ];
}

function evaluationReasons(found: Plan['evaluations'][number]): PlanReason[] {
  const { model, evaluation, predictions, split, refused } = found;
  const { relabelled, towardsModel } = found;
  const wasMeasured = found.before !== undefined;
  return [
    ...(refused !== undefined && found.after === undefined
      ? [
          {
            weight: wasMeasured ? ('failed' as const) : ('warned' as const),
            asset: model,
            text: `The evaluation ${evaluation} of ${model} ${
              wasMeasured ? 'could no longer be measured' : 'is not measured'
            }. ${refused}`,
          },
        ]
      : []),
    ...(predictions.missing > 0
      ? [
          {
            weight: 'warned' as const,
            asset: model,
            text: `${plural(
              predictions.missing,
              'row of',
              'rows of',
            )} ${split} ${
              predictions.missing === 1 ? 'is' : 'are'
            } left out of ${evaluation}, since nothing says what ${model} predicts of ${
              predictions.missing === 1 ? 'it' : 'them'
            } now.`,
          },
        ]
      : []),
    ...(towardsModel > 0
      ? [
          {
            weight: 'warned' as const,
            asset: model,
            text: `${towardsModel} of ${plural(
              relabelled,
              'changed label',
              'changed labels',
            )} of ${split} ${
              towardsModel === 1 ? 'is' : 'are'
            } now what ${model} had said: what ${
              towardsModel === 1 ? 'it adds' : 'they add'
            } to its figures is its own word. The figure that counts comes from an audit sample.`,
          },
        ]
      : []),
  ];
}

function declarationReasons(plan: Judged): PlanReason[] {
  return [
    ...plan.licences.map(
      ({ asset, from, to }): PlanReason => ({
        weight: 'warned',
        asset,
        text: `The licence of ${asset} was ${from ?? 'not declared'} and is ${
          to ?? 'not declared'
        }.`,
      }),
    ),
    ...plan.personal.map(
      ({ asset, column, change }): PlanReason => ({
        weight: 'warned',
        asset,
        text: `${column} of ${asset}: ${change}.`,
      }),
    ),
    ...plan.releases.flatMap(
      ({ asset, isTooSmall, proposed, declaredVersion, suggestedVersion }) =>
        isTooSmall
          ? [
              {
                weight: 'warned' as const,
                asset,
                text: `The change of ${asset} asks for a ${proposed} version${
                  suggestedVersion === undefined
                    ? ''
                    : `, ${suggestedVersion} at least`
                }; ${declaredVersion} is declared.`,
              },
            ]
          : [],
    ),
    ...columnReasons(plan),
  ];
}

function columnReasons({ schema }: Judged): PlanReason[] {
  const assets = new Set(
    [...schema.removed, ...schema.retyped].map(({ asset }) => asset),
  );
  return [...assets].map(asset => ({
    weight: 'warned',
    asset,
    text: `Columns of ${asset} change: ${joined([
      ...schema.removed
        .filter(each => each.asset === asset)
        .map(({ column }) => `${column} is removed`),
      ...schema.retyped
        .filter(each => each.asset === asset)
        .map(({ column, from, to }) => `${column} was ${from} and is ${to}`),
    ])}.`,
  }));
}

const BOX_CHANGES = ['added', 'removed', 'moved', 'relabelled'] as const;

function rowReasons({ leakage, drift, assets, boxes }: Judged): PlanReason[] {
  const moved = new Map<string, string[]>();
  for (const { asset, column, verdict } of drift)
    if (verdict === 'moved')
      moved.set(asset, [...(moved.get(asset) ?? []), column]);
  return [
    ...leakage.flatMap(({ asset, kind, split, otherSplit, introduced }) =>
      introduced > 0
        ? [
            {
              weight: 'warned' as const,
              asset,
              text: `${plural(
                introduced,
                'row',
                'rows',
              )} of ${asset} would stand in ${split} and, ${
                kind === 'near' ? 'almost the same' : 'the same'
              }, in ${otherSplit}.`,
            },
          ]
        : [],
    ),
    ...[...moved].map(
      ([asset, columns]): PlanReason => ({
        weight: 'noted',
        asset,
        text: `The distribution of ${joined(columns)} moves.`,
      }),
    ),
    ...assets.flatMap(({ name, rows, change }) =>
      rows &&
      change !== 'affected' &&
      rows.added + rows.removed + rows.changed > 0
        ? [
            {
              weight: 'noted' as const,
              asset: name,
              text: `Of the rows of ${name}, ${countRows(rows)}.`,
            },
          ]
        : [],
    ),
    ...boxes.flatMap(({ asset, pictures, ...counts }) =>
      pictures > 0
        ? [
            {
              weight: 'noted' as const,
              asset,
              text: `In ${plural(
                pictures,
                'picture',
                'pictures',
              )} of ${asset}, boxes: ${joined(
                BOX_CHANGES.flatMap(change =>
                  counts[change] > 0 ? [`${counts[change]} ${change}`] : [],
                ),
              )}.`,
            },
          ]
        : [],
    ),
  ];
}

function debtReasons({ debt, duplicates }: Judged): PlanReason[] {
  return [
    ...debt.flatMap(({ asset, kind, introduced, by }) =>
      introduced > 0
        ? [
            {
              weight: 'warned' as const,
              asset,
              text:
                kind === 'conflicting'
                  ? `${plural(
                      introduced,
                      'touched row',
                      'touched rows',
                    )} of ${asset} would say the same as another row under another label.`
                  : `${plural(
                      introduced,
                      'label',
                      'labels',
                    )} of ${asset} would be doubtful by what ${by} predicts.`,
            },
          ]
        : [],
    ),
    ...duplicates.flatMap(({ asset, introduced }) =>
      introduced > 0
        ? [
            {
              weight: 'noted' as const,
              asset,
              text: `${plural(
                introduced,
                'touched row',
                'touched rows',
              )} of ${asset} would say the same as another row of ${
                introduced === 1 ? 'its' : 'their'
              } split.`,
            },
          ]
        : [],
    ),
  ];
}
