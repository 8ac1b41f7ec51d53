import type { RunnableModel } from '@greenroom/manifest';
import { z } from 'zod';
import { ModelError } from './ModelError';
import type { InputRow } from './preprocessing/PreparedStep';
import type { RowModel } from './RowModel';
import type { OutputValues } from './session/InputBatch';

const sampleSchema = z
  .object({
    row: z.record(z.string(), z.unknown()),
    /** In the order of the classes. */
    probabilities: z.array(z.number()).optional(),
    /** The class that is predicted. */
    label: z.string().optional(),
    /** What outputs of the model hold, as they are. */
    outputs: z
      .record(z.string(), z.array(z.union([z.number(), z.string()])))
      .optional(),
  })
  .refine(
    ({ probabilities, label, outputs }) =>
      (probabilities ?? label ?? outputs) !== undefined,
    'a sample says what is expected: probabilities, label, or outputs',
  );
type Sample = z.infer<typeof sampleSchema>;
const samplesSchema = z.array(sampleSchema).min(1).max(1_000);

/** An output may differ from its sample by this much; of larger ones by this share. */
const SAMPLE_TOLERANCE = 1e-4;

const REMEDY =
  'The preprocessing (often its scale) is not the one the model was trained with.';

/**
 * Runs the samples that came with the model: where preprocessing or model are
 * not those of its training, this fails before a run counts.
 *
 * @param text - JSON: `[{ "row": {…}, "probabilities": [...] }]`; instead of or
 * beside the probabilities `label`, or `outputs` by name. A cell of bytes is
 * written as `{ "base64": "…" }`
 * @throws ModelError naming the sample that differs most
 */
export async function checkSamples(
  model: RowModel,
  manifest: Pick<RunnableModel, 'preprocessing' | 'classes'>,
  text: string,
): Promise<void> {
  const file = manifest.preprocessing.samples ?? 'samples';
  const samples = readSamples(text, file);
  assertEven(samples, manifest.classes, file);
  const rows = samples.map(({ row }) => rowOf(row));
  const nameOf = (_row: unknown, index: number) =>
    `Sample ${index + 1} of ${file}`;
  const compared = expectedOutputs(samples);
  if (compared.length > 0) {
    const outputs = await model.outputsOf(rows, compared, nameOf);
    const worst = largest(
      samples.map((sample, index) => rawDifference(sample, outputs, index)),
    );
    assertNear(worst, 'output', file);
  }
  // A model of numbers has no classes.
  if (manifest.classes.length === 0) return;
  const { p } = await model.classify(rows, nameOf);
  const k = manifest.classes.length;
  const ofRow = (index: number) => p.subarray(index * k, (index + 1) * k);
  const worst = largest(
    samples.map(({ probabilities = [] }, index) =>
      Math.max(
        0,
        ...probabilities.map((expected, j) =>
          distance(ofRow(index)[j], expected),
        ),
      ),
    ),
  );
  assertNear(worst, 'probability', file);
  samples.forEach(({ label }, index) => {
    const said = manifest.classes[placeOfLargest(ofRow(index))];
    if (label === undefined || label === said) return;
    throw new ModelError(
      `Sample ${
        index + 1
      } of ${file} comes out as ${said}; it expects ${label}. ${REMEDY}`,
      file,
    );
  });
}

/**
 * What the check of samples will ask of a model.
 *
 * @throws ModelError where the text is no samples
 */
export function sampleRows(
  text: string,
  file: string,
): {
  readonly rows: readonly InputRow[];
  /** Outputs that are compared as they are. */
  readonly outputs: readonly string[];
} {
  const samples = readSamples(text, file);
  return {
    rows: samples.map(({ row }) => rowOf(row)),
    outputs: expectedOutputs(samples),
  };
}

/** Names of outputs that samples expect. */
function expectedOutputs(samples: readonly Sample[]): string[] {
  return [
    ...new Set(samples.flatMap(({ outputs }) => Object.keys(outputs ?? {}))),
  ];
}

function readSamples(text: string, file: string): readonly Sample[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ModelError(
      `${file} is not JSON. Write a list of samples with row and probabilities.`,
      file,
    );
  }
  const read = samplesSchema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new ModelError(
    `${file}: ${issue.path.join('.')}: ${issue.message}.`,
    file,
  );
}

function assertEven(
  samples: readonly Sample[],
  classes: readonly string[],
  file: string,
): void {
  const uneven = samples.findIndex(
    ({ probabilities }) =>
      probabilities && probabilities.length !== classes.length,
  );
  if (uneven < 0) return;
  throw new ModelError(
    `Sample ${uneven + 1} of ${file} has ${
      samples[uneven].probabilities?.length
    } probabilities; the manifest names ${
      classes.length
    } classes. Write one for each class, in their order.`,
    file,
  );
}

/** A row with its cells of bytes decoded. */
function rowOf(row: Sample['row']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      const text = (value as { base64?: unknown } | null)?.base64;
      return [
        column,
        typeof text === 'string'
          ? Uint8Array.from(Buffer.from(text, 'base64'))
          : value,
      ];
    }),
  );
}

function rawDifference(
  { outputs = {} }: Sample,
  made: ReadonlyMap<string, OutputValues>,
  index: number,
): number {
  return Math.max(
    0,
    ...Object.entries(outputs).map(([name, expected]) => {
      const { values, width } = made.get(name)!;
      if (width !== expected.length) return Infinity;
      return Math.max(
        ...expected.map((each, j) => distance(values[index * width + j], each)),
      );
    }),
  );
}

/** As a share of the expected number where that is large; texts are the same or infinitely far. */
function distance(made: number | string, expected: number | string): number {
  if (typeof made === 'string' || typeof expected === 'string')
    return String(made) === String(expected) ? 0 : Infinity;
  const apart = Math.abs(made - expected) / Math.max(1, Math.abs(expected));
  return Number.isNaN(apart) ? Infinity : apart;
}

function largest(differences: readonly number[]) {
  const index = placeOfLargest(differences);
  return { index, difference: differences[index] };
}

function placeOfLargest(values: ArrayLike<number>): number {
  let place = 0;
  for (let i = 1; i < values.length; i++)
    if (values[i] > values[place]) place = i;
  return place;
}

function assertNear(
  {
    index,
    difference,
  }: { readonly index: number; readonly difference: number },
  what: 'probability' | 'output',
  file: string,
): void {
  if (difference <= SAMPLE_TOLERANCE) return;
  throw new ModelError(
    `Sample ${index + 1} of ${file} comes out ${difference.toFixed(
      4,
    )} away from the expected ${what}. ${REMEDY}`,
    file,
  );
}
