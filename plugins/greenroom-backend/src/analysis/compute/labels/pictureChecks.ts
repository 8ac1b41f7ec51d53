import type { DataCheck } from '@greenroom/backstage-plugin-greenroom-common';
import {
  findImageIssues,
  type ImageIssue,
  type ImageProperties,
  imageProperties,
  spuriousCorrelation,
} from '@greenroom/label-quality';
import { found, notRun, passed } from './checkResult';
import type { LabelsInput } from './LabelsInput';
import { namesOf } from './namesOf';
import type { Features } from './readFeatures';
import type { LabelledRow } from './readLabels';
import type { Unread } from './readPictures';

/** Smaller pictures have too few pixels for sharpness and information to mean anything. */
const LEAST_SIDE = 32;
const OF_SMALL: readonly ImageIssue[] = [
  'dark',
  'light',
  'odd aspect ratio',
  'odd size',
];
/** Pictures that a check names; the others are counted. */
const SHOWN_NAMES = 5;

const PROPERTIES = {
  brightness: ({ dark }: ImageProperties) => dark,
  darkness: ({ light }: ImageProperties) => light,
  sharpness: ({ sharpness }: ImageProperties) => sharpness,
  information: ({ information }: ImageProperties) => information,
} as const;

/** What is wrong with pictures as pictures, and whether that gives the label away. */
export function pictureChecks(
  features: Features,
  input: Pick<LabelsInput, 'key' | 'columns' | 'classes'>,
): DataCheck[] {
  const { rows, unread, looked = rawPictures(features) } = features;
  if (!looked) return [];
  if ('whyNot' in looked) return [notRun('Pictures', looked.whyNot)];
  const nameOf = namesOf(input);
  const sides = looked.map(shorterSide).sort((a, b) => a - b);
  const isSmall = sides[Math.floor(sides.length / 2)] < LEAST_SIDE;
  return [
    ...(unread ? [unreadCheck(unread, nameOf)] : []),
    issuesCheck(looked, isSmall ? OF_SMALL : undefined, row =>
      nameOf(rows[row]),
    ),
    ...(isSmall
      ? [
          notRun(
            'Sharpness of pictures',
            `Most pictures have a side of less than ${LEAST_SIDE} pixels, which is too small to tell blur and information.`,
          ),
        ]
      : []),
    shortcutCheck(looked, rows, input.classes.length, isSmall),
  ];
}

function shorterSide({ size, aspectRatio }: ImageProperties): number {
  return size * Math.sqrt(aspectRatio);
}

/** Undefined where rows have no raw pixels. */
function rawPictures({
  values,
  columns,
  picture,
  rows,
}: Features):
  | readonly ImageProperties[]
  | { readonly whyNot: string }
  | undefined {
  if (!picture) return undefined;
  const { from, width, height, channels } = picture;
  if (channels === 4)
    return { whyNot: 'Pictures with transparency are not looked at yet.' };
  const toByte = scaleOf(values, columns, picture);
  const size = width * height * channels;
  return rows.map((_, row) =>
    imageProperties({
      pixels: Uint8Array.from({ length: size }, (__, i) =>
        toByte(values[row * columns + from + i]),
      ),
      width,
      height,
      channels,
    }),
  );
}

function unreadCheck(
  unread: readonly Unread[],
  nameOf: (row: LabelledRow) => string,
): DataCheck {
  const name = 'Readable pictures';
  return unread.length === 0
    ? passed(name, 'Every picture could be decoded.')
    : found(
        name,
        `${
          unread.length
        } pictures cannot be decoded and were not judged: ${shown(
          unread.map(({ row, reason }) => `${nameOf(row)} (${reason})`),
        )}. Write them again, or take them out.`,
      );
}

/** The first few of names. */
function shown(names: readonly string[]): string {
  return names.length > SHOWN_NAMES
    ? `${names.slice(0, SHOWN_NAMES).join(', ')}, …`
    : names.join(', ');
}

/** Inputs of a model are pixels at some scale: the darkest and the brightest of all are black and white. */
function scaleOf(
  values: Float32Array,
  columns: number,
  { from, width, height, channels }: NonNullable<Features['picture']>,
): (value: number) => number {
  let [least, most] = [Infinity, -Infinity];
  for (let at = from; at < values.length; at += columns) {
    for (let i = at; i < at + width * height * channels; i++) {
      least = Math.min(least, values[i]);
      most = Math.max(most, values[i]);
    }
  }
  const range = most - least || 1;
  return value => Math.round((255 * (value - least)) / range);
}

function issuesCheck(
  properties: readonly ImageProperties[],
  only: readonly ImageIssue[] | undefined,
  nameOf: (picture: number) => string,
): DataCheck {
  const name = 'Pictures';
  const issues = Object.entries(findImageIssues(properties)).filter(
    ([issue, pictures]) =>
      pictures.length > 0 && (only?.includes(issue as ImageIssue) ?? true),
  );
  return issues.length === 0
    ? passed(name, 'No picture stands out by how it was taken.')
    : found(
        name,
        `Pictures that stand out: ${issues
          .map(
            ([issue, pictures]) =>
              `${pictures.length} ${issue} (${shown(pictures.map(nameOf))})`,
          )
          .join('; ')}. Take them again, or out.`,
      );
}

function shortcutCheck(
  properties: readonly ImageProperties[],
  rows: readonly LabelledRow[],
  classes: number,
  isSmall: boolean,
): DataCheck {
  const name = 'Shortcuts';
  const labels = Int32Array.from(rows, ({ label }) => label);
  const words = (Object.keys(PROPERTIES) as (keyof typeof PROPERTIES)[]).filter(
    word => !isSmall || word === 'brightness' || word === 'darkness',
  );
  if (rows.length < 5)
    return notRun(name, 'There are fewer than five rows. Add some.');
  const told = words.flatMap(word => {
    const { isSpurious, accuracy } = spuriousCorrelation(
      Float64Array.from(properties, PROPERTIES[word]),
      labels,
      classes,
    );
    return isSpurious ? [`${word} (${(100 * accuracy).toFixed(0)} %)`] : [];
  });
  return told.length === 0
    ? passed(
        name,
        `Neither ${words.join(' nor ')} of a picture tells its label.`,
      )
    : found(
        name,
        `The label can be told from ${told.join(
          ', ',
        )} alone. A model may learn that instead: collect pictures in which they differ.`,
      );
}
