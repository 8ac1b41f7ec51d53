import {
  type AnnotatedImage,
  boxAgreement,
  type BoxAgreement,
  type Boxes,
  wilson,
} from '@greenroom/label-quality';
import { shownConfusion } from '../../shownConfusion';
import type { CrowdAnswer } from '../labels/crowdAnswer';
import type { DrawnBoxes } from './drawnBoxes';

/** What there is to know of the annotators of boxes. */
export function drawnAnswer(
  drawn: DrawnBoxes,
  classes: readonly string[],
): CrowdAnswer {
  const { people, agreement } = drawn;
  const shared = drawn.images.filter(
    image => image.filter(boxes => boxes !== null).length > 1,
  ).length;
  const alpha = agreement.alpha.value;
  return {
    design: 'several',
    annotators: people
      .map((annotator, a) => againstConsensus(drawn, annotator, a, classes))
      .sort(
        (a, b) =>
          a.quality.value - b.quality.value ||
          a.annotator.localeCompare(b.annotator),
      ),
    agreement: {
      rows: shared,
      ...(Number.isFinite(alpha) ? { krippendorffAlpha: alpha } : {}),
      remark:
        'Each thing that anybody drew is a unit, its class the value, and to draw nothing there a value, too. The consensus is the boxes that more than half drew; quality is the share with it, by class and place, of the boxes that somebody drew or should have drawn.',
    },
    readings: { people, classes, findings: mostFrequent(agreement.findings) },
  };
}

function againstConsensus(
  { images, agreement }: DrawnBoxes,
  annotator: string,
  a: number,
  classes: readonly string[],
): CrowdAnswer['annotators'][number] {
  const compared = images.flatMap((image, i): AnnotatedImage[] => {
    const own = image[a];
    const isShared = image.filter(boxes => boxes !== null).length > 1;
    return own && isShared ? [[own, consensusOf(agreement.consensus[i])]] : [];
  });
  const [pair] = boxAgreement(compared, {
    annotators: 2,
    classes: classes.length,
  }).pairs;
  const n = pair.boxesOfA + pair.boxesOfB - pair.matched;
  return {
    annotator,
    rows: images.filter(image => image[a]).length,
    quality:
      n === 0
        ? { value: 1, n: 0 }
        : {
            value: pair.sameClass / n,
            ...wilson(pair.sameClass, n),
            n,
          },
    confusion: shownConfusion(
      [
        ...pair.agreed.map(({ class: kind, count }) => ({
          given: kind,
          truth: kind,
          count,
        })),
        ...pair.confusions.map(({ classOfA, classOfB, count }) => ({
          given: classOfA,
          truth: classOfB,
          count,
        })),
      ],
      classes,
    ),
  };
}

function consensusOf(boxes: BoxAgreement['consensus'][number]): Boxes {
  return {
    corners: Float64Array.from(boxes.flatMap(({ corners }) => corners)),
    classes: Int32Array.from(boxes, box => box.class),
  };
}

type Finding = BoxAgreement['findings'][number];

function mostFrequent(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => timesOf(b) - timesOf(a));
}

function timesOf(finding: Finding): number {
  switch (finding.kind) {
    case 'larger-boxes':
      return finding.scale.n;
    case 'shifted-boxes':
      return finding.shift.n;
    default:
      return finding.times;
  }
}
