import {
  type BoxFinding,
  boxesText,
  LABEL_LIMIT,
  takeFindings,
} from '@greenroom/backstage-plugin-greenroom-common';
import { type BoxIssue, findBoxIssues } from '@greenroom/label-quality';
import { boxFindings } from './boxFindings';
import { kernelBoxes, type Picture } from './Picture';
import type { DetectedBox, Detections } from './readDetections';

/** A picture with doubtful boxes. */
export type DoubtfulPicture = {
  readonly picture: Picture;
  readonly findings: readonly BoxFinding[];
  /** All boxes once the findings are taken. */
  readonly suggested: string;
  readonly score: number;
};

export type JudgedBoxes = {
  /** Pictures that were judged, with how right their boxes look, 0 to 1. */
  readonly scores: ReadonlyMap<Picture, number>;
  /** The worst first. */
  readonly doubtful: readonly DoubtfulPicture[];
  /** Doubtful, but with more boxes than a label may have characters. */
  readonly tooLong: number;
};

/** What out-of-sample detections say of the boxes of pictures. */
export function judgeBoxes(
  pictures: readonly Picture[],
  { ofPicture, origins }: Detections,
  classes: readonly string[],
): JudgedBoxes {
  const judged = pictures.flatMap(picture => {
    const detected = origins.has(picture.split)
      ? ofPicture.get(picture.key)
      : undefined;
    return detected ? [{ picture, detected }] : [];
  });
  const { issues, images, scores } = findBoxIssues(
    judged.map(({ picture, detected }) => ({
      labels: kernelBoxes(picture.boxes, classes),
      detections: kernelDetections(detected, classes),
    })),
    classes.length,
  );
  const byImage = new Map<number, BoxIssue[]>(images.map(image => [image, []]));
  for (const issue of issues) byImage.get(issue.image)!.push(issue);
  const doubtful = images.map((image): DoubtfulPicture => {
    const { picture, detected } = judged[image];
    const findings = boxFindings(byImage.get(image)!, picture, detected);
    return {
      picture,
      findings,
      suggested: boxesText(takeFindings(picture.boxes, findings)),
      score: scores[image],
    };
  });
  const named = doubtful.filter(({ findings }) => findings.length > 0);
  const fits = named.filter(
    ({ picture, suggested }) =>
      Math.max(picture.given.length, suggested.length) <= LABEL_LIMIT,
  );
  return {
    scores: new Map(judged.map(({ picture }, i) => [picture, scores[i]])),
    doubtful: fits,
    tooLong: named.length - fits.length,
  };
}

function kernelDetections(
  detected: readonly DetectedBox[],
  classes: readonly string[],
) {
  return {
    ...kernelBoxes(
      detected.map(({ box }) => box),
      classes,
    ),
    probabilities: Float64Array.from(detected, ({ score }) => score),
  };
}
