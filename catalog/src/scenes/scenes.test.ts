import { boxAgreement } from '@greenroom/label-quality';
import { boxesOf } from './boxesOf';
import { cocoJson } from './cocoJson';
import { findDigits } from './findDigits';
import { placeOf, SCENE_SIDE, scenes } from './Scene';
import { annotatedScenes, SCENE_ANNOTATORS } from './sceneAnnotators';
import { plantedBoxErrors, sceneLabels } from './sceneLabels';

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
