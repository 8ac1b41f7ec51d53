import {
  boxAgreement,
  boxFindingText,
  Coefficient,
  findBoxIssues,
} from '@greenroom/label-quality';
import { Answer, Command, Flags, numeric, required } from '../Command';
import {
  PREDICTED_ON_OPTION,
  PREDICTED_ON_USAGE,
  refuseTrainedOn,
} from '../labels/predictedOn';
import { orNull } from '../orNull';
import { Progress } from '../Progress';
import { PRINTED_ISSUES } from '../tasks/firstRows';
import { readAnnotators } from '../tasks/readAnnotators';
import { readCoco, readDetections } from '../tasks/readCoco';
import { textTable } from '../textTable';

export const labelsBoxes: Command = {
  usage: `labels boxes --labels COCO.json --detections RESULTS.json ${PREDICTED_ON_USAGE} | labels boxes --annotators COCO.json COCO.json… [--iou 0.4] [--format json]`,
  options: {
    ...PREDICTED_ON_OPTION,
    labels: { type: 'string' },
    detections: { type: 'string' },
    annotators: { type: 'string', multiple: true },
    iou: { type: 'string' },
  },
  async run(positionals, flags) {
    const annotators = flags.annotators;
    return Array.isArray(annotators)
      ? agreement([...annotators.map(String), ...positionals], flags)
      : issues(flags);
  },
};

async function issues(flags: Flags): Promise<Answer> {
  refuseTrainedOn(flags);
  const coco = await readCoco(required(flags, 'labels'));
  const found = await readDetections(required(flags, 'detections'), coco);
  const { scores, images, ...rest } = findBoxIssues(
    coco.images.map(({ boxes }, i) => ({
      labels: boxes,
      detections: found[i].detections,
    })),
    coco.classes.length,
  );
  const doubtful = rest.issues.map(({ image, box, kind, score, detection }) => {
    const { detections, entries } = found[image];
    const ofModel = kind === 'overlooked';
    const { corners, classes } = ofModel
      ? detections
      : coco.images[image].boxes;
    const [left, top, right, bottom] = corners.subarray(4 * box, 4 * box + 4);
    return {
      image,
      fileName: coco.images[image].name,
      kind,
      score,
      class: coco.classes[classes[box]],
      bbox: [left, top, right - left, bottom - top],
      annotation: ofModel ? null : coco.images[image].annotations[box],
      /** The entry of the results that speaks against it, and its class. */
      detection: detection === null ? null : entries[detection],
      suggestedClass:
        detection === null ? null : coco.classes[detections.classes[detection]],
    };
  });
  return {
    json: {
      images: coco.images.length,
      classes: coco.classes,
      averagePrecision: Array.from(rest.averagePrecision),
      scores: Array.from(scores, (score, i) => ({
        id: coco.images[i].id,
        fileName: coco.images[i].name,
        score,
      })),
      issueImages: images,
      issues: doubtful,
    },
    text: [
      `${images.length} of ${coco.images.length} pictures have doubtful boxes.`,
      textTable(
        ['picture', 'kind', 'class', 'annotation', 'score'],
        images
          .flatMap(image => doubtful.filter(issue => issue.image === image))
          .slice(0, PRINTED_ISSUES)
          .map(issue => [
            issue.fileName,
            issue.kind,
            issue.class,
            issue.annotation ?? '',
            Number(issue.score.toPrecision(3)),
          ]),
      ),
    ].join('\n'),
  };
}

async function agreement(
  files: readonly string[],
  flags: Flags,
): Promise<Answer> {
  const { names, classes, pictures, images } = await readAnnotators(files);
  const progress = new Progress('Pictures', images.length);
  const found = boxAgreement(images, {
    annotators: names.length,
    classes: classes.length,
    leastIou: numeric(flags, 'iou'),
    onImage: done => progress.at(done),
  });
  progress.end();
  const findings = found.findings.map(finding => ({
    ...finding,
    text: boxFindingText(finding, names, classes),
  }));
  const worst = Array.from(found.pictures, (score, i) => ({ score, i }))
    .filter(({ score }) => score < 1)
    .sort((a, b) => a.score - b.score || a.i - b.i);
  return {
    json: {
      annotators: found.annotators.map((each, i) => ({
        name: names[i],
        boxes: each.boxes,
        agreement: orNull(each.agreement),
      })),
      classes,
      alpha: orNull(found.alpha.value),
      alphaInterval: {
        low: orNull(found.alpha.low),
        high: orNull(found.alpha.high),
      },
      images: pictures.map((fileName, i) => ({
        fileName,
        agreement: orNull(found.pictures[i]),
        consensus: found.consensus[i],
      })),
      pairs: found.pairs,
      findings,
      groupings: found.groupings,
    },
    text: [
      `Krippendorff's alpha over ${pictures.length} pictures: ${
        Number.isNaN(found.alpha.value) ? 'not defined' : figures(found.alpha)
      }.`,
      ...findings.map(({ text }) => text),
      textTable(
        ['picture', 'agreement'],
        worst
          .slice(0, PRINTED_ISSUES)
          .map(({ score, i }) => [pictures[i], Number(score.toFixed(3))]),
      ),
    ].join('\n'),
  };
}

function figures({ value, low, high }: Coefficient): string {
  return `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}
