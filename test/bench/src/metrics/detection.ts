import { DetectionAccumulator, figuresOf } from '@greenroom/evaluation';
import type { Section } from '../Section';
import { MetricFixtures, partOf, TOLERANCE } from './MetricFixtures';

type Annotation = {
  readonly image_id: number;
  readonly category_id: number;
  readonly bbox: readonly number[];
  readonly area: number;
  readonly iscrowd: number;
};
type DetectionReference = {
  readonly ground_truth: readonly Annotation[];
  readonly detections: readonly (Annotation & { readonly score: number })[];
  readonly coco_stats: readonly number[];
};

/** In the order of pycocotools' summary. */
const TWELVE = [
  ...['ap', 'ap50', 'ap75', 'apSmall', 'apMedium', 'apLarge'],
  ...['ar1', 'ar10', 'ar100', 'arSmall', 'arMedium', 'arLarge'],
];

/** COCO's own example: the twelve figures of pycocotools. */
export const detection: Section<MetricFixtures> = {
  name: 'detection',
  async run(report, fixtures) {
    const { ground_truth, detections, coco_stats } = partOf<DetectionReference>(
      fixtures,
      'detection',
    );
    const all = [...ground_truth, ...detections];
    const classes = [...new Set(all.map(each => each.category_id))].sort(
      (a, b) => a - b,
    );
    const metrics = new DetectionAccumulator(classes.length);
    const pictures = [...new Set(all.map(each => each.image_id))];
    metrics.add(
      pictures.map(picture => {
        const given = ground_truth.filter(each => each.image_id === picture);
        const found = detections.filter(each => each.image_id === picture);
        const ofClass = ({ category_id }: Annotation) =>
          classes.indexOf(category_id);
        return {
          picture,
          given: {
            boxes: given.flatMap(({ bbox }) => bbox),
            classes: given.map(ofClass),
            areas: given.map(({ area }) => area),
            crowd: given.map(({ iscrowd }) => iscrowd),
          },
          found: {
            boxes: found.flatMap(({ bbox }) => bbox),
            classes: found.map(ofClass),
            scores: found.map(({ score }) => score),
          },
        };
      }),
    );
    const startedAt = performance.now();
    const figures = figuresOf(metrics.finish());
    report.print(
      `  every figure with its interval in ${Math.round(
        performance.now() - startedAt,
      )} ms`,
    );
    TWELVE.forEach((name, i) =>
      report.near(name, [figures[name].value], [coco_stats[i]], TOLERANCE),
    );
  },
};
