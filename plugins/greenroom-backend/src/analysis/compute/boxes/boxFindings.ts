import type {
  Box,
  BoxFinding,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { BoxIssue } from '@greenroom/label-quality';
import { insidePicture } from './insidePicture';
import type { Picture } from './Picture';
import type { DetectedBox } from './readDetections';

/** Digits that people and thresholds can use. */
const DIGITS = 6;

/**
 * The doubtful boxes of a picture, the worst first. Of one box one thing is
 * said: what speaks against it most. Nothing is suggested beyond the picture,
 * and nothing overlooked there.
 *
 * @param issues - of this picture alone
 */
export function boxFindings(
  issues: readonly BoxIssue[],
  picture: Pick<Picture, 'boxes' | 'width' | 'height'>,
  detected: readonly DetectedBox[],
): BoxFinding[] {
  const worst = new Map<string, BoxIssue>();
  for (const issue of issues) {
    const place = `${issue.kind === 'overlooked'} ${issue.box}`;
    const known = worst.get(place);
    if (!known || rankOf(issue) < rankOf(known)) worst.set(place, issue);
  }
  return [...worst.values()]
    .sort((a, b) => a.score - b.score || a.box - b.box)
    .map(issue => findingOf(issue, picture.boxes, detected))
    .flatMap(finding => {
      const { given, suggested } = finding;
      const inside = suggested && insidePicture(suggested, picture);
      if (inside) return [{ ...finding, suggested: inside }];
      return given ? [{ ...finding, suggested: given }] : [];
    });
}

/** Of equal scores, a wrong class is more than a wrong place. */
function rankOf({ score, kind }: BoxIssue): number {
  return kind === 'swapped' ? score - Number.EPSILON : score;
}

function findingOf(
  { kind, box, score, detection }: BoxIssue,
  given: readonly Box[],
  detected: readonly DetectedBox[],
): BoxFinding {
  const witness = detection === null ? undefined : detected[detection];
  const rounded = Number(score.toFixed(DIGITS));
  if (kind === 'overlooked') {
    const { box: seen, score: p } = detected[box];
    return {
      kind,
      suggested: seen,
      score: rounded,
      why: `The model is ${percent(p)} sure of a ${
        seen.label
      } here, and there is no box.`,
    };
  }
  const own = given[box];
  if (kind === 'badly-located')
    return {
      kind: 'badly_located',
      given: own,
      suggested: witness ? { ...witness.box, label: own.label } : own,
      score: rounded,
      why: `The model sees this ${own.label} ${offsetOf(own, witness?.box)}.`,
    };
  return {
    kind,
    given: own,
    suggested: { ...own, label: witness?.box.label ?? own.label },
    score: rounded,
    why: witness
      ? `The model is ${percent(witness.score)} sure that this ${
          own.label
        } is a ${witness.box.label}.`
      : `Two boxes of different classes stand here, one of them ${own.label}. Remove the wrong one.`,
  };
}

function percent(p: number): string {
  return `${(100 * p).toFixed(0)} %`;
}

/** Where another box stands, in words; the larger of both ways. */
function offsetOf(own: Box, other: Box | undefined): string {
  if (!other) return 'elsewhere';
  const right = other.x + other.width / 2 - (own.x + own.width / 2);
  const down = other.y + other.height / 2 - (own.y + own.height / 2);
  const [by, words] =
    Math.abs(right) > Math.abs(down)
      ? [right, ['to the left', 'to the right']]
      : [down, ['higher up', 'further down']];
  return `${Math.abs(by).toFixed(0)} px ${words[Number(by > 0)]}`;
}
