import type { LabelIssue } from '@greenroom/backstage-plugin-greenroom-common';
import type { BoxMark } from '../../boxes/BoxesOverlay';
import { boxesOfLabel } from '../../components/labelWords';
import { beginDraft } from './boxDraft';
import { draftMarks } from './draftMarks';

/** The boxes of a doubtful picture and those its findings would have, without names: for a picture with no room for them. */
export function issueMarks(
  issues: readonly Pick<LabelIssue, 'given' | 'findings'>[],
): readonly BoxMark[] {
  const given = issues[0] && boxesOfLabel(issues[0].given);
  if (!given) return [];
  const findings = issues.find(each => each.findings)?.findings;
  return draftMarks(beginDraft(given, findings)).map(
    ({ id, box, origin }): BoxMark => ({ id, box, origin }),
  );
}
