import { draw } from '../draw';
import { type PlacedDigit, type Scene, type SceneBox, scenes } from './Scene';
import type { SceneLabel } from './sceneLabels';

/** Pictures of the split train that the annotators drew boxes in, from the first. */
const DRAWN_SCENES = 60;
/** How much wider and higher cem draws. */
const TOO_LARGE = 1.2;

/** A simulated person and the habit of theirs. */
export type SceneAnnotator = {
  readonly name: string;
  readonly habit: string;
  boxesOf(scene: Scene): SceneLabel[];
};

/**
 * The documented rule of the simulated annotators: all of them see every digit
 * for what it is, and each edge of a box is off by up to half a pixel, drawn from
 * annotator, picture and place. They differ in how they read the guideline.
 */
export const SCENE_ANNOTATORS: readonly SceneAnnotator[] = [
  {
    name: 'ann',
    habit: 'draws one box around digits that touch, of the class of the first',
    boxesOf: scene =>
      numbersOf(scene).map(touching => drawn('ann', scene, around(touching))),
  },
  {
    name: 'bob',
    habit: 'draws a box around each digit',
    boxesOf: scene => scene.digits.map(digit => drawn('bob', scene, digit)),
  },
  {
    name: 'cem',
    habit: `draws boxes ${TOO_LARGE} times as wide and as high`,
    boxesOf: scene =>
      scene.digits.map(({ truth, box }) =>
        drawn('cem', scene, { truth, box: enlarged(box) }),
      ),
  },
  {
    name: 'dia',
    habit: 'leaves out every 1',
    boxesOf: scene =>
      scene.digits
        .filter(({ truth }) => truth !== 1)
        .map(digit => drawn('dia', scene, digit)),
  },
];

export function annotatedScenes(): readonly Scene[] {
  return scenes().slice(0, DRAWN_SCENES);
}

function numbersOf({ digits }: Scene): PlacedDigit[][] {
  const numbers = new Set(digits.map(({ number }) => number));
  return [...numbers].map(number =>
    digits.filter(digit => digit.number === number),
  );
}

function around(touching: readonly PlacedDigit[]): {
  truth: number;
  box: SceneBox;
} {
  const boxes = touching.map(({ box }) => box);
  const x = Math.min(...boxes.map(box => box.x));
  const y = Math.min(...boxes.map(box => box.y));
  return {
    truth: touching[0].truth,
    box: {
      x,
      y,
      width: Math.max(...boxes.map(box => box.x + box.width)) - x,
      height: Math.max(...boxes.map(box => box.y + box.height)) - y,
    },
  };
}

function enlarged({ x, y, width, height }: SceneBox): SceneBox {
  const more = (TOO_LARGE - 1) / 2;
  return {
    x: x - more * width,
    y: y - more * height,
    width: TOO_LARGE * width,
    height: TOO_LARGE * height,
  };
}

function drawn(
  annotator: string,
  { name }: Scene,
  { truth, box }: { readonly truth: number; readonly box: SceneBox },
): SceneLabel {
  const off = (side: string) =>
    draw(annotator, name, String(box.x), String(box.y), side) - 0.5;
  const tenth = (value: number) => Number(value.toFixed(1));
  return {
    label: truth,
    box: {
      x: tenth(Math.max(0, box.x + off('left'))),
      y: tenth(Math.max(0, box.y + off('top'))),
      width: tenth(box.width + off('width')),
      height: tenth(box.height + off('height')),
    },
  };
}
