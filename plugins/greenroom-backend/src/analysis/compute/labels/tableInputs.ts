import { PRINT_COLUMN, ROW_COLUMN, type Table } from '@greenroom/dataset';
import type { Preprocessing, PreprocessingStep } from '@greenroom/manifest';
import { isNumberType } from '../../../rows/columnTypes';
import { quoted } from '../quoted';
import type { LabelsInput } from './LabelsInput';

/** Buckets of words: enough to tell topics, few enough for a probe in minutes. */
const TEXT_BUCKETS = 1_024;

/**
 * How rows are seen where no model says how: raw pixels, numbers (standardised),
 * texts (as counts of words). What names a row or its label is no evidence of
 * it, nor is what is personal. Undefined where nothing is left.
 */
export async function tableInputs(
  table: Table,
  { key, label, split, annotator, columns }: LabelsInput,
): Promise<Preprocessing | undefined> {
  const apart = new Set([
    ...[key, label, split, annotator ?? '', ROW_COLUMN, PRINT_COLUMN],
    ...columns.flatMap(({ name, personal }) => (personal ? [name] : [])),
  ]);
  const declared = columns.filter(
    ({ name }) =>
      !apart.has(name) && table.columns.some(column => column.name === name),
  );
  const pictures = declared.filter(
    ({ type, width }) => type === 'image' && width !== undefined,
  );
  const texts = declared.filter(({ type }) => type === 'text');
  const numbers = table.columns
    .filter(({ name, type }) => !apart.has(name) && isNumberType(type))
    .map(({ name }) => name);
  const steps: PreprocessingStep[] = [
    ...pictures.map(
      ({ name }): PreprocessingStep => ({
        op: 'image',
        column: name,
        scale: 1 / 255,
        offset: 0,
        layout: 'flat',
      }),
    ),
    ...(numbers.length > 0 ? [await standardised(table, numbers)] : []),
    ...(texts.length > 0 ? [counted(texts.map(({ name }) => name))] : []),
  ];
  return steps.length > 0
    ? { input: 'features', output: 'probabilities', steps }
    : undefined;
}

async function standardised(
  table: Table,
  columns: string[],
): Promise<PreprocessingStep> {
  const [row] = await table.query(
    `SELECT ${columns
      .map(
        (name, i) =>
          `avg(CAST(${quoted(
            name,
          )} AS DOUBLE)) AS m${i}, stddev_pop(CAST(${quoted(
            name,
          )} AS DOUBLE)) AS s${i}`,
      )
      .join(', ')} FROM t`,
  );
  return {
    op: 'numbers',
    columns,
    mean: columns.map((_, i) => Number(row[`m${i}`] ?? 0)),
    // A column of one value tells nothing, whatever it is divided by.
    scale: columns.map((_, i) => Number(row[`s${i}`] ?? 0) || 1),
  };
}

function counted(columns: string[]): PreprocessingStep {
  return {
    op: 'hash-text',
    columns,
    buckets: TEXT_BUCKETS,
    ngrams: 1,
    lowercase: true,
    weighting: 'log',
    normalise: 'l2',
  };
}
