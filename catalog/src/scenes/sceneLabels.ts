import { draw } from '../draw';
import { MISREAD } from '../misread';
import {
  type PlacedDigit,
  type Scene,
  SCENE_SIDE,
  type SceneBox,
  scenes,
} from './Scene';

/** A box with the digit it is said to be around. */
export type SceneLabel = { readonly label: number; readonly box: SceneBox };

/** A label error that was planted, and what is true. */
export type PlantedBoxError = {
  readonly name: string;
  readonly kind: 'overlooked' | 'swapped' | 'badly_located';
  readonly truth: SceneLabel;
  /** Absent where the box was left out. */
  readonly given?: SceneLabel;
};

/** Shares of the digits, in train and test alike. */
const OVERLOOKED = 0.03;
const SWAPPED = 0.03;
const BADLY_LOCATED = 0.02;
/** How far a box slipped, in heights of itself: from, and by how much more at most. */
const SLIP = 0.8;
const MORE_SLIP = 0.12;

/** The boxes of a scene as the data set has them, planted errors among them. */
export function sceneLabels(scene: Scene): SceneLabel[] {
  return scene.digits.flatMap((digit, i) => givenOf(scene, digit, i).label);
}

/** What was planted, in the order of scenes. */
export function plantedBoxErrors(): PlantedBoxError[] {
  return scenes().flatMap(scene =>
    scene.digits.flatMap((digit, i) => {
      const { kind, label } = givenOf(scene, digit, i);
      const truth = { label: digit.truth, box: digit.box };
      return kind === undefined
        ? []
        : [{ name: scene.name, kind, truth, given: label[0] }];
    }),
  );
}

/**
 * The documented rule of the planted errors: by a number drawn from picture and
 * place, a digit has no box, has the class it is most often confused with, or
 * has a box that slipped down (up, where there is no room) by 0.8 to 0.92 of
 * its height.
 */
function givenOf(
  { name }: Scene,
  { truth, box }: PlacedDigit,
  i: number,
): {
  readonly kind?: PlantedBoxError['kind'];
  readonly label: readonly SceneLabel[];
} {
  const drawn = draw(name, String(i), 'error');
  if (drawn < OVERLOOKED) return { kind: 'overlooked', label: [] };
  if (drawn < OVERLOOKED + SWAPPED)
    return { kind: 'swapped', label: [{ label: MISREAD[truth], box }] };
  if (drawn < OVERLOOKED + SWAPPED + BADLY_LOCATED)
    return {
      kind: 'badly_located',
      label: [
        { label: truth, box: slipped(box, draw(name, String(i), 'slip')) },
      ],
    };
  return { label: [{ label: truth, box }] };
}

function slipped(box: SceneBox, drawn: number): SceneBox {
  const by = Math.round((SLIP + MORE_SLIP * drawn) * box.height);
  const isRoom = box.y + box.height + by <= SCENE_SIDE;
  return { ...box, y: isRoom ? box.y + by : Math.max(0, box.y - by) };
}
