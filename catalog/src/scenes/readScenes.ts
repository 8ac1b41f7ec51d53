import { digits } from '../digits';
import { draw } from '../draw';
import {
  Network,
  type SparseRows,
  toSparse,
  type TrainingPlan,
} from '../Network';
import type { SceneDetection } from './cocoJson';
import { findDigits } from './findDigits';
import { type Scene, SCENE_SIDE, scenes } from './Scene';
import { type SceneLabel, sceneLabels } from './sceneLabels';

const SIDE = 28;
const CLASSES = 10;
/** Of pictures. */
const FOLDS = 2;
const PLAN: TrainingPlan = {
  hidden: 32,
  epochs: 6,
  learningRate: 0.008,
  seed: 'scene-reader',
};

/** A picture of one digit as the network sees it, with its class. */
type Example = { readonly pixels: Float32Array; readonly label: number };

/** What the model says of pictures that it was not trained on. */
export type SceneReadings = {
  /** Of train, each picture by the network that was trained without its fold. */
  readonly outOfFold: readonly SceneDetection[];
  /** Of test, by the network that was trained on all of train. */
  readonly test: readonly SceneDetection[];
};

/**
 * A plain detector: connected ink is a digit, which a small network reads. The
 * network learns from single digits that no scene has, and from the boxes of
 * pictures as the data set has them, errors among them.
 */
export function readScenes(): SceneReadings {
  const train = scenes().filter(({ split }) => split === 'train');
  const test = scenes().filter(({ split }) => split === 'test');
  const outOfFold = Array.from({ length: FOLDS }, (_, fold) => {
    const inside = train.filter(scene => foldOf(scene) === fold);
    const outside = train.filter(scene => foldOf(scene) !== fold);
    return read(inside, trained(outside, `${PLAN.seed} without fold ${fold}`));
  }).flat();
  return {
    outOfFold: outOfFold.sort((a, b) => a.scene.id - b.scene.id),
    test: read(test, trained(train, PLAN.seed)),
  };
}

function foldOf({ name }: Scene): number {
  return Math.floor(draw(name, 'fold') * FOLDS);
}

function trained(pictures: readonly Scene[], seed: string): Network {
  const examples = [
    ...singleDigits(),
    ...pictures.flatMap(scene =>
      sceneLabels(scene).map(label => example(scene, label)),
    ),
  ];
  return Network.train(
    sparse(examples),
    Int32Array.from(examples, ({ label }) => label),
    [...examples.keys()],
    CLASSES,
    { ...PLAN, seed },
  );
}

/** The audited digits; those of the scenes are of another split. */
function singleDigits(): Example[] {
  return digits()
    .filter(({ split }) => split === 'test')
    .map(({ pixels, truth }) => ({
      pixels: centred(pixels, SIDE),
      label: truth,
    }));
}

function example(scene: Scene, { label, box }: SceneLabel): Example {
  const { x, y, width, height } = box;
  const ink = new Uint8Array(width * height);
  for (let row = 0; row < height; row++)
    ink.set(
      scene.ink.subarray(
        (y + row) * SCENE_SIDE + x,
        (y + row) * SCENE_SIDE + x + width,
      ),
      row * width,
    );
  return { pixels: centred(ink, width), label };
}

function read(pictures: readonly Scene[], network: Network): SceneDetection[] {
  const found = pictures.flatMap(scene =>
    findDigits(scene.ink).map(each => ({ scene, ...each })),
  );
  const data = sparse(
    found.map(({ ink, box }) => ({
      pixels: centred(ink, box.width),
    })),
  );
  return found.map(({ scene, box }, i) => {
    const p = network.predict(data, i);
    const label = p.indexOf(Math.max(...p));
    return { scene, box, label, score: Number(p[label].toFixed(4)) };
  });
}

function sparse(examples: readonly Pick<Example, 'pixels'>[]): SparseRows {
  const matrix = new Float32Array(examples.length * SIDE ** 2);
  examples.forEach(({ pixels }, i) => matrix.set(pixels, i * SIDE ** 2));
  return toSparse(matrix, SIDE ** 2);
}

/** Ink, row-major, with its centre of mass in the middle of the square, as MNIST has it; 0 to 1. */
function centred(ink: Uint8Array, width: number): Float32Array {
  let [mass, sumX, sumY] = [0, 0, 0];
  ink.forEach((value, i) => {
    mass += value;
    sumX += value * (i % width);
    sumY += value * Math.floor(i / width);
  });
  const middle = (SIDE - 1) / 2;
  const toX = Math.round(middle - sumX / (mass || 1));
  const toY = Math.round(middle - sumY / (mass || 1));
  const pixels = new Float32Array(SIDE ** 2);
  ink.forEach((value, i) => {
    const x = (i % width) + toX;
    const y = Math.floor(i / width) + toY;
    if (x >= 0 && y >= 0 && x < SIDE && y < SIDE)
      pixels[y * SIDE + x] = value / 255;
  });
  return pixels;
}
