import { z } from 'zod';
import { filePath } from './tableDocument';

/** What every step may say. What is new here is optional: the text of older manifests means what it meant. */
const common = {
  /** Input of the model that it feeds; `preprocessing.input` unless given. */
  input: z.string().min(1).max(200).optional(),
};
const column = z.string().min(1).max(200);
const columns = z.array(column).min(1).max(10_000);
/** Sides of a picture. */
const pixels = z.number().int().min(1).max(4096);
const numbersList = z.array(z.number()).max(10_000);
const nonZero = z.array(
  z.number().refine(scale => scale !== 0, 'a scale may not be 0'),
);

const resize = z
  .strictObject({
    width: pixels.optional(),
    height: pixels.optional(),
    /** The shorter side gets so many pixels; the other one follows. */
    shorter: pixels.optional(),
    /** As Pillow resamples; bilinear unless given. */
    interpolation: z.enum(['nearest', 'bilinear', 'bicubic']).optional(),
  })
  .refine(
    size =>
      size.shorter === undefined
        ? size.width !== undefined && size.height !== undefined
        : size.width === undefined && size.height === undefined,
    'say either width and height, or the length of the shorter side (shorter)',
  );

const imageStep = z
  .strictObject({
    op: z.literal('image'),
    ...common,
    column,
    /** Whether a cell holds pixels as bytes (raw), or a PNG, JPEG or WebP file (encoded); raw unless given. */
    stored: z.enum(['raw', 'encoded']).optional(),
    /** Size of the stored pictures. */
    width: pixels.optional(),
    height: pixels.optional(),
    /** Channels that the model sees. */
    channels: z.union([z.literal(1), z.literal(3)]).optional(),
    resize: resize.optional(),
    /** From the centre. */
    crop: z.strictObject({ width: pixels, height: pixels }).optional(),
    /** input = pixel * scale + offset */
    scale: z.number(),
    offset: z.number().default(0),
    /** By channel, afterwards: (value - mean) / std */
    mean: numbersList.optional(),
    std: nonZero.optional(),
    layout: z.enum(['flat', 'nchw', 'nhwc']).default('flat'),
  })
  .refine(
    step => (step.width === undefined) === (step.height === undefined),
    'say both width and height of the stored pictures, or neither',
  )
  .refine(
    step =>
      step.resize?.shorter === undefined ||
      step.crop !== undefined ||
      step.width !== undefined,
    'pictures whose shorter side is set differ in size; add crop, or width and height of the stored ones',
  )
  .refine(
    step =>
      step.stored !== 'encoded' ||
      step.resize !== undefined ||
      step.crop !== undefined ||
      step.width !== undefined,
    'encoded pictures may be of any size; add resize, crop, or width and height that all of them have',
  )
  .refine(
    step =>
      step.stored === 'encoded' ||
      step.width !== undefined ||
      (step.resize === undefined && step.crop === undefined),
    'raw pixels need width and height before they are resized or cropped',
  )
  .refine(
    step =>
      (step.mean === undefined) === (step.std === undefined) &&
      [step.mean, step.std].every(
        list => list === undefined || list.length === (step.channels ?? 1),
      ),
    'mean and std need one number a channel (channels)',
  );

const hashTextStep = z.strictObject({
  op: z.literal('hash-text'),
  ...common,
  columns: z.array(z.string()).min(1),
  buckets: z.number().int().min(2).max(1_048_576),
  ngrams: z.number().int().min(1).max(3).default(1),
  lowercase: z.boolean().default(true),
  weighting: z.enum(['count', 'log', 'binary']).default('log'),
  normalise: z.enum(['l2', 'none']).default('l2'),
});

/** The two lists of each way of scaling. */
const SCALINGS = [
  ['mean', 'scale'],
  ['min', 'max'],
  ['median', 'iqr'],
] as const;

const numbersStep = z
  .strictObject({
    op: z.literal('numbers'),
    ...common,
    columns: z.array(z.string()).min(1),
    /** Standard scaling: (value - mean) / scale */
    mean: numbersList.optional(),
    scale: nonZero.optional(),
    /** To 0..1, or to `range`: (value - min) / (max - min) */
    min: numbersList.optional(),
    max: numbersList.optional(),
    range: z.tuple([z.number(), z.number()]).optional(),
    /** Robust scaling: (value - median) / iqr */
    median: numbersList.optional(),
    iqr: nonZero.optional(),
    /** What stands for a missing value, a number a column before scaling, or NaN. */
    missing: z.union([numbersList, z.literal('nan')]).optional(),
    /** A further number a column, 1 where the value is missing; after all values. */
    indicators: z.boolean().optional(),
  })
  .refine(
    step =>
      SCALINGS.every(
        ([a, b]) => (step[a] === undefined) === (step[b] === undefined),
      ) && SCALINGS.filter(([a]) => step[a] !== undefined).length <= 1,
    'scale by mean and scale, by min and max, by median and iqr, or not at all',
  )
  .refine(
    step =>
      [
        ...SCALINGS.flat().map(field => step[field]),
        step.missing === 'nan' ? undefined : step.missing,
      ].every(
        list => list === undefined || list.length === step.columns.length,
      ),
    'mean and scale (or what stands for them) need one number a column',
  )
  .refine(
    step => (step.min ?? []).every((min, i) => min !== step.max?.[i]),
    'min and max of a column may not be the same',
  );

/** A list of numbers in one cell, such as an embedding. */
const vectorStep = z.strictObject({
  op: z.literal('vector'),
  ...common,
  column,
  length: z.number().int().min(1).max(1_048_576),
  /** input = value * scale + offset */
  scale: z.number().optional(),
  offset: z.number().optional(),
});

/** Cells as they are, for inputs that take texts. */
const textStep = z.strictObject({
  op: z.literal('text'),
  ...common,
  columns,
  /** What stands for a missing value; the empty text unless given. */
  missing: z.string().max(200).optional(),
});

const categories = {
  columns,
  /** By column, in the order of its numbers. */
  categories: z
    .array(z.array(z.string().max(1_000)).min(1).max(100_000))
    .optional(),
  /** JSON file instead: a list by the name of each column. */
  vocabulary: filePath.optional(),
};
const onlyOnePlace = (step: {
  categories?: readonly unknown[];
  vocabulary?: string;
  columns: readonly string[];
}) =>
  (step.categories === undefined) !== (step.vocabulary === undefined) &&
  (step.categories === undefined ||
    step.categories.length === step.columns.length);
const ONLY_ONE_PLACE =
  'list the categories of each column (categories), or name a file of them (vocabulary)';

const oneHotStep = z
  .strictObject({
    op: z.literal('one-hot'),
    ...common,
    ...categories,
    /** A category that is not listed: all zeros, a number of its own (the last of the column), or an error; zeros unless given. */
    unknown: z.enum(['zeros', 'column', 'refuse']).optional(),
  })
  .refine(onlyOnePlace, ONLY_ONE_PLACE);

const ordinalStep = z
  .strictObject({
    op: z.literal('ordinal'),
    ...common,
    ...categories,
    /** Number of a category that is not listed; an error unless given. */
    unknown: z.number().optional(),
    /** Number of a missing value; that of an unknown one unless given. */
    missing: z.number().optional(),
  })
  .refine(onlyOnePlace, ONLY_ONE_PLACE);

const tfIdfStep = z.strictObject({
  op: z.literal('tf-idf'),
  ...common,
  column,
  /** JSON file: terms and idf, a number a term. */
  vocabulary: filePath,
  /** Shortest and longest run of words; [1, 1] unless given. */
  ngrams: z
    .tuple([z.number().int().min(1).max(5), z.number().int().min(1).max(5)])
    .refine(([least, most]) => least <= most, 'the shorter run comes first')
    .optional(),
  lowercase: z.boolean().optional(),
  /** 1 + ln(count) instead of the count. */
  sublinear: z.boolean().optional(),
  normalise: z.enum(['l2', 'l1', 'none']).optional(),
});

const tokensStep = z.strictObject({
  op: z.literal('tokens'),
  ...common,
  column,
  /** `tokenizer.json` of Hugging Face's tokenizers, or the `vocab.txt` of a WordPiece model. */
  tokenizer: filePath,
  /** Of a `vocab.txt`; a `tokenizer.json` says it itself. */
  lowercase: z.boolean().optional(),
  /** Tokens a row: longer texts are cut, shorter ones padded. */
  maxLength: z.number().int().min(2).max(8_192),
  /** Inputs of the model for what goes along with the ids. */
  mask: z.string().min(1).max(200).optional(),
  types: z.string().min(1).max(200).optional(),
});

export const preprocessingStepSchema = z.discriminatedUnion('op', [
  imageStep,
  hashTextStep,
  numbersStep,
  vectorStep,
  textStep,
  oneHotStep,
  ordinalStep,
  tfIdfStep,
  tokensStep,
]);
export type PreprocessingStep = z.infer<typeof preprocessingStepSchema>;
export type ImageStep = z.infer<typeof imageStep>;
export type HashTextStep = z.infer<typeof hashTextStep>;
export type NumbersStep = z.infer<typeof numbersStep>;
export type VectorStep = z.infer<typeof vectorStep>;
export type TextStep = z.infer<typeof textStep>;
export type OneHotStep = z.infer<typeof oneHotStep>;
export type OrdinalStep = z.infer<typeof ordinalStep>;
export type TfIdfStep = z.infer<typeof tfIdfStep>;
export type TokensStep = z.infer<typeof tokensStep>;
