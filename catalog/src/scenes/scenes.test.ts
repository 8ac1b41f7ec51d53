import {
  boxAgreement,
  type Boxes,
  findBoxIssues,
} from '@greenroom/label-quality';
import { cocoJson, cocoResults } from './cocoJson';
import { findDigits } from './findDigits';
import { readScenes } from './readScenes';
import { SCENE_SIDE, type SceneBox, scenes } from './Scene';
import { annotatedScenes, SCENE_ANNOTATORS } from './sceneAnnotators';
import { plantedBoxErrors, sceneLabels, type SceneLabel } from './sceneLabels';

/** The network is trained. */
jest.setTimeout(120_000);

function boxesOf(labels: readonly SceneLabel[]): Boxes {
  return {
    corners: Float64Array.from(
      labels.flatMap(({ box: { x, y, width, height } }) => [
        x,
        y,
        x + width,
        y + height,
      ]),
    ),
    classes: Int32Array.from(labels, ({ label }) => label),
  };
}

const placeOf = (name: string, { x, y }: SceneBox) => `${name} ${x} ${y}`;

describe('scenes', () => {
  it('have 3 to 7 digits, whole on the paper', () => {
    for (const { digits } of scenes()) {
      expect(digits.length).toBeGreaterThanOrEqual(3);
      expect(digits.length).toBeLessThanOrEqual(7);
      for (const { box } of digits) {
        expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
        expect(
          Math.max(box.x + box.width, box.y + box.height),
        ).toBeLessThanOrEqual(SCENE_SIDE);
      }
    }
  });

  it('have digits that stand alone where connected ink is found', () => {
    const scene = scenes().find(
      ({ digits }) =>
        new Set(digits.map(({ number }) => number)).size === digits.length,
    )!;
    const found = findDigits(scene.ink).map(({ box }) => box);
    expect(found).toEqual(
      expect.arrayContaining(scene.digits.map(({ box }) => box)),
    );
  });

  it('are labelled as they are but for what was planted', () => {
    const wrong = new Set(
      plantedBoxErrors().map(({ name, truth }) => placeOf(name, truth.box)),
    );
    for (const scene of scenes()) {
      const labels = sceneLabels(scene);
      const right = scene.digits.filter(
        ({ box }) => !wrong.has(placeOf(scene.name, box)),
      );
      expect(labels).toEqual(
        expect.arrayContaining(
          right.map(({ truth, box }) => ({ label: truth, box })),
        ),
      );
    }
    expect(wrong.size).toBeGreaterThan(50);
  });

  it('are written as COCO, an annotation a line', () => {
    const [first] = scenes();
    const text = cocoJson([first], sceneLabels);
    const { annotations } = JSON.parse(text) as {
      annotations: { image_id: number }[];
    };
    expect(annotations).toHaveLength(sceneLabels(first).length);
    const lines = text.split('\n').map(line => line.replace(/,$/, ''));
    expect(lines).toEqual(
      expect.arrayContaining(
        annotations.map(annotation => JSON.stringify(annotation)),
      ),
    );
  });
});

it('out-of-fold detections find most planted errors, and little else', () => {
  const { outOfFold } = readScenes();
  const train = scenes().filter(({ split }) => split === 'train');
  const images = train.map(scene => {
    const detections = outOfFold.filter(found => found.scene.id === scene.id);
    return {
      labels: boxesOf(sceneLabels(scene)),
      detections: {
        ...boxesOf(detections),
        probabilities: Float64Array.from(detections, ({ score }) => score),
      },
    };
  });
  const planted = new Set(
    plantedBoxErrors().map(
      ({ name, kind, truth, given }) =>
        `${kind} ${placeOf(name, (given ?? truth).box)}`,
    ),
  );
  const flagged = findBoxIssues(images, 10).issues.map(
    ({ image, kind, box }) => {
      const { labels, detections } = images[image];
      const { corners } = kind === 'overlooked' ? detections : labels;
      const [x, y] = corners.subarray(4 * box);
      return `${kind.replace('-', '_')} ${train[image].name} ${x} ${y}`;
    },
  );
  const hits = flagged.filter(each => planted.has(each)).length;
  const inTrain = [...planted].filter(each =>
    train.some(({ name }) => each.includes(name)),
  ).length;
  // Measured: recall 0.70, precision 0.90.
  expect(hits / inTrain).toBeGreaterThan(0.6);
  expect(hits / flagged.length).toBeGreaterThan(0.8);
  expect(cocoResults(outOfFold).split('\n')).toHaveLength(outOfFold.length + 3);
});

it('annotators show the habits that are declared of them', () => {
  const { findings } = boxAgreement(
    annotatedScenes().map(scene =>
      SCENE_ANNOTATORS.map(annotator => boxesOf(annotator.boxesOf(scene))),
    ),
    { annotators: SCENE_ANNOTATORS.length, classes: 10 },
  );
  const [ann, bob, cem, dia] = [0, 1, 2, 3];
  expect(findings).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        kind: 'one-box-around-several',
        annotator: ann,
        other: bob,
      }),
      expect.objectContaining({
        kind: 'larger-boxes',
        annotator: cem,
        other: bob,
      }),
      expect.objectContaining({
        kind: 'leaves-out',
        annotator: dia,
        other: bob,
        class: 1,
      }),
    ]),
  );
});
