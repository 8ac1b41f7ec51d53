import { openTable, type Row } from '@greenroom/dataset';
import type { ImageProperties } from '@greenroom/label-quality';
import {
  inputColumns,
  preparedWidth,
  prepareInputs,
} from '@greenroom/evaluation';
import type { Preprocessing } from '@greenroom/manifest';
import { quoted } from '../quoted';
import type { LabelsInput } from './LabelsInput';
import { type LabelledRow, labelledRows } from './readLabels';
import { pictureColumn, readPictures, type Unread } from './readPictures';
import { tableInputs } from './tableInputs';

/** Rows as numbers: those a model sees, or the table's own. */
export type Features = {
  /** rows x columns, row-major. */
  readonly values: Float32Array;
  readonly columns: number;
  /** What they are, for people. */
  readonly source: string;
  /** The labelled rows they are of, in the order of `readLabels`: all but the unread. */
  readonly rows: readonly LabelledRow[];
  /** Rows whose picture cannot be decoded. */
  readonly unread?: readonly Unread[];
  /** What is the same in two rows is the same content, where the numbers do not tell. */
  readonly contents?: readonly string[];
  /** Of encoded pictures, a row each. */
  readonly looked?: readonly ImageProperties[];
  /** Where the raw pixels of a picture stand among the columns. */
  readonly picture?: {
    readonly from: number;
    readonly width: number;
    readonly height: number;
    readonly channels: 1 | 3 | 4;
  };
};

export type FeaturesOrWhyNot =
  | Features
  /** A sentence that says what to do. */
  | { readonly whyNot: string };

/** More rows are not compared with each other: their pairs take more than minutes. */
export const FEATURE_ROWS_LIMIT = 50_000;
/** Features stay in memory, 4 bytes each; those of a probe take 8 more. */
const FEATURE_VALUES_LIMIT = 100_000_000;

/** The numbers of all labelled rows, read in chunks. */
export async function readFeatures(
  input: LabelsInput,
  rows: readonly LabelledRow[],
): Promise<FeaturesOrWhyNot> {
  if (rows.length > FEATURE_ROWS_LIMIT)
    return {
      whyNot: `There are ${rows.length} labelled rows; at most ${FEATURE_ROWS_LIMIT} are compared with each other. Judge a part of them as a data set of its own.`,
    };
  const table = await openTable({ path: input.table, format: 'parquet' });
  try {
    const pictures = input.preprocessing
      ? undefined
      : pictureColumn(table, input);
    if (pictures !== undefined)
      return await readPictures(table, pictures, rows);
    const preprocessing =
      input.preprocessing ?? (await tableInputs(table, input));
    if (!preprocessing)
      return {
        whyNot:
          'The table has no column of numbers, of pictures or of declared texts. Add one, such as an embedding in columns, or name a model that is trained on it.',
      };
    const columns = inputColumns(preprocessing);
    const present = new Set(table.columns.map(({ name }) => name));
    const missing = columns.filter(name => !present.has(name));
    if (missing.length > 0)
      return {
        whyNot: `The model reads the column ${missing.join(
          ', ',
        )}, which this version does not have. Train a model on it.`,
      };
    const selected = columns.map(quoted).join(', ');
    const [first] = await table.query(
      `SELECT ${selected} ${labelledRows(input)} LIMIT 1`,
    );
    const width = first ? preparedWidth(preprocessing, [first]) : 0;
    if (rows.length * width > FEATURE_VALUES_LIMIT)
      return {
        whyNot: `${rows.length} rows of ${width} numbers do not fit into memory. Give the model narrower inputs.`,
      };
    const chunks = table.stream(`SELECT ${selected} ${labelledRows(input)}`);
    return {
      values: await prepared(preprocessing, chunks, rows.length * width),
      columns: width,
      rows,
      source: input.preprocessing
        ? "the model's inputs"
        : `the columns ${columns.join(', ')}`,
      picture: pictureIn(preprocessing, input, first),
    };
  } catch (error) {
    // Rows that no model can be run on are judged without being compared.
    return { whyNot: `Rows were not compared: ${(error as Error).message}` };
  } finally {
    table.close();
  }
}

async function prepared(
  preprocessing: Preprocessing,
  chunks: AsyncIterable<Row[]>,
  count: number,
): Promise<Float32Array> {
  const values = new Float32Array(count);
  let at = 0;
  for await (const chunk of chunks) {
    const inputs = prepareInputs(preprocessing, chunk);
    values.set(inputs, at);
    at += inputs.length;
  }
  return values;
}

/** The first raw picture that is read, where the manifest says its size. */
function pictureIn(
  { steps, ...rest }: Preprocessing,
  { columns }: LabelsInput,
  first: Row | undefined,
): Features['picture'] {
  const place = steps.findIndex(({ op }) => op === 'image');
  const step = steps[place];
  if (step?.op !== 'image' || !first) return undefined;
  const declared = columns.find(({ name }) => name === step.column);
  const { width, height, channels = 1 } = declared ?? {};
  const from = preparedWidth({ ...rest, steps: steps.slice(0, place) }, [
    first,
  ]);
  const size = preparedWidth({ ...rest, steps: [step] }, [first]);
  return width && height && width * height * channels === size
    ? { from, width, height, channels }
    : undefined;
}
