import { createHash } from 'node:crypto';
import type { AugmentationAmount, Recipe } from '@greenroom/manifest';
import { seededRandom } from '@greenroom/label-quality';
import { wantedParents } from '../balance/wantedParents';
import { askFurther, type Further } from '../checks/askFurther';
import { checkPictures } from '../checks/checkPictures';
import type { DropReason } from '../checks/DropReason';
import { cellsOf, type SyntheticRow, type TrainingRows } from '../TrainingRows';
import { changePicture } from './changePicture';
import type { DrawnChange } from './DrawnChange';
import {
  type Annotation,
  moveAnnotation,
  type MovedAnnotation,
} from './geometry/moveAnnotation';
import type { Placement, Size } from './geometry/Placement';
import type { Pixels } from './Pixels';
import { pictureVector, VECTOR_COLUMNS } from './pictureVector';
import { smallPicture } from './smallPicture';

/** Changed pictures are held in memory until they are checked. */
export const MOST_PICTURES = 2_000;
/** While sharp changes one in a thread of its own, another is read or roughened here; each may be of 40 megapixels. */
const AT_ONCE = 2;
/** 1 GiB of pixels. */
const MOST_HELD_BYTES = 1024 ** 3;
/** Seeds of single pictures stand apart, so that each is drawn by itself. */
const SEED_STEP = 7_919;
const SEEDS = 2 ** 31;
/** Where pictures stand that cannot be read: far from those that can. */
const FAR = 1_000;

export type PictureRecipe = Extract<Recipe, { readonly op: 'picture' }>;

/** A picture that nobody took, and what was made of its marks. */
export type SyntheticPicture = SyntheticRow & {
  readonly pixels: Pixels;
  /** From the parent's picture to this one. */
  readonly placement: Placement;
  readonly changes: readonly DrawnChange[];
  readonly annotations: readonly MovedAnnotation[];
  /** A digest of the parent's pixels. */
  readonly parentContent: string;
};

export type AugmentedPictures = {
  /** By the amount. */
  readonly asked: number;
  readonly made: number;
  readonly kept: readonly SyntheticPicture[];
  readonly dropped: readonly {
    readonly row: SyntheticPicture;
    readonly reason: DropReason;
  }[];
  /** Rows whose picture could not be read: nothing was held against them. */
  readonly unread: number;
};

/** Pictures of training rows, and of those that a model is tested on. */
export type PictureSource = {
  /** @throws PictureError where it cannot be read */
  readonly pixelsOf: (row: number) => Promise<Pixels>;
  readonly annotationsOf?: (row: number) => readonly Annotation[];
  /** Of all rows in their order, small (see `smallPicture`); undefined where one cannot be read. */
  readonly training: () => AsyncIterable<Pixels | undefined>;
  readonly heldOut: () => AsyncIterable<Pixels | undefined>;
  /** Where all pictures of the column have one size. */
  readonly fixed?: Size;
};

/**
 * Makes pictures by a recipe, each of one picture of the training split, and
 * holds each against its checks. All other cells are those of the parent.
 *
 * @param question.hasClasses - whether a picture has a class, not boxes alone
 * @param question.further - what is asked of the pictures that pass
 * @throws RangeError, PictureError saying what to do
 */
export async function augmentPictures(question: {
  readonly recipe: PictureRecipe;
  readonly amount: AugmentationAmount;
  readonly seed: number;
  readonly rows: TrainingRows;
  readonly parents: readonly number[];
  readonly groupOf: (row: number) => string;
  readonly others?: number;
  readonly most?: number;
  readonly hasClasses: boolean;
  readonly source: PictureSource;
  readonly further?: Further<SyntheticPicture>;
  readonly onProgress?: (fraction: number) => void;
  readonly signal?: AbortSignal;
}): Promise<AugmentedPictures> {
  const { rows, hasClasses, source, further = {} } = question;
  const { asked: wanted, made } = await makePictures(question);
  const training = await pointsOf(source.training());
  const heldOut = await pointsOf(source.heldOut());
  const small: Pixels[] = [];
  for (const { pixels } of made) small.push(await smallPicture(pixels));
  const near = checkPictures({
    columns: VECTOR_COLUMNS,
    training: training.points,
    labels: hasClasses ? rows.labels : undefined,
    made: {
      ...(await pointsOf(small)),
      contents: made.map(({ pixels }) => contentOf(pixels)),
    },
    parents: made.map(({ parents: [row], parentContent }) => ({
      row,
      content: parentContent,
    })),
    heldOut: heldOut.points,
  });
  // A picture of boxes without a box left shows nothing that could be learnt.
  made.forEach(({ annotations }, i) => {
    const isEmptied =
      annotations.length > 0 &&
      annotations.every(({ state }) => state === 'lost');
    if (isEmptied) near[i] ??= 'nothing-left';
  });
  const reasons = await askFurther(made, near, further);
  return {
    asked: wanted,
    made: made.length,
    kept: made.filter((_, i) => reasons[i] === undefined),
    dropped: made.flatMap((row, i) => {
      const reason = reasons[i];
      return reason === undefined ? [] : [{ row, reason }];
    }),
    unread: training.unread + heldOut.unread,
  };
}

async function makePictures(
  question: Parameters<typeof augmentPictures>[0],
): Promise<{ readonly asked: number; readonly made: SyntheticPicture[] }> {
  const { rows, signal, onProgress } = question;
  const { asked, wanted: classes } = wantedParents({
    ...question,
    labelOf: row => rows.labels[row],
  });
  const order = classes.flatMap(({ members, wanted }) =>
    Array.from({ length: wanted }, (_, i) => members[i % members.length]),
  );
  if (order.length > MOST_PICTURES)
    throw new RangeError(
      `The recipe makes ${order.length} pictures; at most ${MOST_PICTURES} are made at a time. Ask for fewer, or narrow the rows they are made of.`,
    );
  const made: SyntheticPicture[] = [];
  let heldBytes = 0;
  for (let first = 0; first < order.length; first += AT_ONCE) {
    signal?.throwIfAborted();
    const changed = await Promise.all(
      order
        .slice(first, first + AT_ONCE)
        .map((parent, i) => makePicture(question, parent, first + i)),
    );
    made.push(...changed);
    for (const { pixels } of changed) heldBytes += pixels.values.length;
    if (heldBytes > MOST_HELD_BYTES)
      throw new RangeError(
        `${made.length} pictures take more than ${MOST_HELD_BYTES} bytes of memory. Ask for fewer, or scale the pictures down.`,
      );
    onProgress?.(made.length / order.length);
  }
  return { asked, made };
}

/** @param place - of the picture among those that are made: what its draws are seeded by */
async function makePicture(
  {
    recipe,
    rows,
    seed,
    source,
  }: Pick<
    Parameters<typeof augmentPictures>[0],
    'recipe' | 'rows' | 'seed' | 'source'
  >,
  parent: number,
  place: number,
): Promise<SyntheticPicture> {
  const pixels = await source.pixelsOf(parent);
  const changed = await changePicture(
    pixels,
    recipe.steps,
    source.fixed,
    seededRandom((seed * SEED_STEP + place) % SEEDS),
  );
  return {
    ...changed,
    parentContent: contentOf(pixels),
    parents: [parent],
    label: rows.labels[parent],
    cells: cellsOf(rows, parent),
    annotations: (source.annotationsOf?.(parent) ?? []).map(annotation =>
      moveAnnotation(annotation, changed.placement),
    ),
  };
}

async function pointsOf(
  pictures: AsyncIterable<Pixels | undefined> | Iterable<Pixels | undefined>,
) {
  const vectors: Float64Array[] = [];
  let unread = 0;
  for await (const pixels of pictures) {
    if (!pixels) unread++;
    // Far from all others, so that the rows stay in their places.
    vectors.push(
      pixels
        ? pictureVector(pixels)
        : new Float64Array(VECTOR_COLUMNS).fill(FAR + vectors.length),
    );
  }
  const points = new Float64Array(vectors.length * VECTOR_COLUMNS);
  vectors.forEach((vector, i) => points.set(vector, i * VECTOR_COLUMNS));
  return { points, unread };
}

function contentOf({ width, height, channels, values }: Pixels): string {
  return createHash('sha256')
    .update(`${width} ${height} ${channels} `)
    .update(values)
    .digest('hex');
}
