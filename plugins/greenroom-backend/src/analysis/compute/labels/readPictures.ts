import { pictureLook, type PictureLook, type Table } from '@greenroom/dataset';
import { PICTURE_VECTOR_COLUMNS, pictureVector } from '@greenroom/evaluation';
import {
  type ImageProperties,
  imageProperties,
  type Picture,
} from '@greenroom/label-quality';
import { encodedPictures } from '../encodedPictures';
import type { LabelsInput } from './LabelsInput';
import type { FeaturesOrWhyNot } from './readFeatures';
import type { LabelledRow } from './readLabels';

const COLUMNS = PICTURE_VECTOR_COLUMNS;

/** A picture that could not be decoded, by its row. */
export type Unread = { readonly row: LabelledRow; readonly reason: string };

/** The column of encoded pictures (PNG, JPEG, WebP): a declared one, else the first of bytes. */
export function pictureColumn(
  { columns }: Table,
  input: LabelsInput,
): string | undefined {
  const declared = new Map(input.columns.map(each => [each.name, each]));
  const bytes = columns.flatMap(({ name, type }) => {
    const { personal, width } = declared.get(name) ?? {};
    // Of a declared size are raw pixels.
    return type === 'BLOB' && !personal && width === undefined ? [name] : [];
  });
  return (
    bytes.find(name => declared.get(name)?.type === 'image') ?? bytes.at(0)
  );
}

/**
 * Pictures as numbers: 16 x 16 pixels of grey, 4 x 4 of colour, and how wide they
 * are for their height, each less its mean, for pictures that are bright
 * throughout all point in one direction. Rows whose picture cannot be decoded are
 * left out, and told.
 */
export async function readPictures(
  table: Table,
  column: string,
  rows: readonly LabelledRow[],
): Promise<FeaturesOrWhyNot> {
  const looked: {
    readonly row: LabelledRow;
    readonly properties: ImageProperties;
    readonly digest: string;
    readonly values: Float32Array;
  }[] = [];
  const unread: Unread[] = [];
  const labelled = new Map(rows.map(row => [row.number, row]));
  for await (const cell of encodedPictures(table, column)) {
    const row = labelled.get(cell.number);
    if (!row) continue;
    if (cell.kind === 'none') {
      unread.push({ row, reason: cell.reason });
      continue;
    }
    try {
      const look = await pictureLook(cell.picture);
      looked.push({
        ...{ row, digest: cell.digest },
        properties: propertiesOf(look),
        values: pictureVector(look),
      });
    } catch (error) {
      unread.push({ row, reason: (error as Error).message.split('\n')[0] });
    }
  }
  if (looked.length === 0)
    return {
      whyNot: `No picture of the column ${column} can be decoded: ${unread[0]?.reason}. Give PNG, JPEG or WebP pictures.`,
    };
  // In the order of `readLabels`, which settles ties.
  const places = new Map(rows.map((row, place) => [row, place]));
  const placeOf = ({ row }: { row: LabelledRow }) => places.get(row)!;
  looked.sort((a, b) => placeOf(a) - placeOf(b));
  unread.sort((a, b) => placeOf(a) - placeOf(b));
  return {
    values: centred(looked.map(({ values }) => values)),
    columns: COLUMNS,
    source: `the pictures in ${column}`,
    rows: looked.map(({ row }) => row),
    contents: looked.map(({ digest }) => digest),
    looked: looked.map(({ properties }) => properties),
    unread,
  };
}

function propertiesOf({
  width,
  height,
  seen,
  small,
}: PictureLook): ImageProperties {
  const rgb = (picture: typeof seen): Picture => ({ ...picture, channels: 3 });
  return {
    ...imageProperties(rgb(seen), rgb(small)),
    aspectRatio: Math.min(width / height, height / width),
    size: Math.sqrt(width * height),
  };
}

/** Rows x columns, each column less its mean. */
function centred(rows: readonly Float32Array[]): Float32Array {
  const values = new Float32Array(rows.length * COLUMNS);
  for (let c = 0; c < COLUMNS; c++) {
    const mean = rows.reduce((sum, row) => sum + row[c], 0) / rows.length;
    rows.forEach((row, r) => {
      values[r * COLUMNS + c] = row[c] - mean;
    });
  }
  return values;
}
