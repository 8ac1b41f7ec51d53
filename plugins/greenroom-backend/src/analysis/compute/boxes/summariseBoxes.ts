import { labelIssueKindSchema } from '@greenroom/backstage-plugin-greenroom-common';
import type { IssueSummary } from '../labels/summariseIssues';
import type { JudgedBoxes } from './judgeBoxes';
import type { UnclearPicture } from './unclearPictures';

/**
 * What the issues add up to: pictures by the kind of their worst box, classes
 * and what is taken for what in boxes.
 */
export function summariseBoxes(
  { doubtful, scores }: JudgedBoxes,
  unclear: readonly UnclearPicture[],
  classes: readonly string[],
): IssueSummary {
  const kinds = [
    ...doubtful.map(({ findings }) => findings[0].kind),
    ...unclear.map(() => 'ambiguous' as const),
  ];
  const counts = new Map(
    classes.map(label => [label, { label, rows: 0, wrong: 0, missing: 0 }]),
  );
  for (const { boxes } of scores.keys())
    for (const { label } of boxes) counts.get(label)!.rows++;
  const swaps = new Map<
    string,
    { given: string; suggested: string; count: number }
  >();
  for (const { given, suggested } of doubtful.flatMap(
    ({ findings }) => findings,
  )) {
    if (given) counts.get(given.label)!.wrong++;
    if (suggested && given?.label !== suggested.label) {
      counts.get(suggested.label)!.missing++;
      if (given) countSwap(swaps, given.label, suggested.label);
    }
  }
  return {
    issues: doubtful.length,
    ...(scores.size > 0
      ? {
          labelsOk: {
            value: 1 - doubtful.length / scores.size,
            n: scores.size,
          },
        }
      : {}),
    transitions: [...swaps.values()].sort(
      (a, b) =>
        b.count - a.count ||
        a.given.localeCompare(b.given) ||
        a.suggested.localeCompare(b.suggested),
    ),
    byKind: labelIssueKindSchema.options.map(kind => ({
      kind,
      count: kinds.filter(each => each === kind).length,
    })),
    byClass: [...counts.values()],
    byAnnotator: [],
    ambiguousPairs: [],
  };
}

function countSwap(
  swaps: Map<string, { given: string; suggested: string; count: number }>,
  given: string,
  suggested: string,
): void {
  const id = JSON.stringify([given, suggested]);
  const known = swaps.get(id) ?? { given, suggested, count: 0 };
  swaps.set(id, { ...known, count: known.count + 1 });
}
