import {
  identifier,
  openTable,
  ParquetRows,
  ROW_COLUMN,
  type Table,
} from '@greenroom/dataset';
import {
  clusterEmbeddings,
  clusterTexts,
  type NumberedTable,
} from '@greenroom/evaluation';
import path from 'node:path';
import type { DerivedAnswer, DerivedInput } from './DerivedInput';
import { derivePictures, derivePixels } from './derivePictures';
import { clusterFeature, type DerivedFound } from './DerivedValues';
import { deriveText } from './deriveText';
import { embeddingColumns } from './embeddingColumns';

/** Leaves `derived.parquet`: what can be read off texts, pictures and embeddings, by the numbers of the rows. */
export async function derive(
  input: DerivedInput,
  outDirectory: string,
  tell: (fraction: number, message?: string) => void,
): Promise<DerivedAnswer> {
  const table = await openTable({ path: input.table, format: 'parquet' });
  try {
    const { found, remarks } = await readOff(table, input, tell);
    const taken = new Set(table.columns.map(({ name }) => name));
    const kept = found.filter(({ feature }) => !taken.has(feature.name));
    const out = await ParquetRows.open([
      { name: ROW_COLUMN, type: 'DOUBLE' },
      ...kept.map(({ feature: { name, isNumber } }) => ({
        name,
        type: isNumber ? ('DOUBLE' as const) : ('VARCHAR' as const),
      })),
    ]);
    try {
      await out.append(
        Array.from({ length: table.rowCount }, (_, row) => [
          row,
          ...kept.map(({ values }) => values[row]),
        ]),
      );
      await out.finish(path.join(outDirectory, 'derived.parquet'));
    } finally {
      await out.close();
    }
    return {
      features: kept.map(({ feature }) => feature),
      ...(remarks.length > 0 ? { remark: remarks.join(' ') } : {}),
    };
  } finally {
    table.close();
  }
}

/** Rows are divided into clusters by their embeddings where there are some, else by words and looks. */
async function readOff(
  table: Table,
  input: DerivedInput,
  tell: (fraction: number, message?: string) => void,
) {
  const found: DerivedFound[] = [];
  const remarks: string[] = [];
  const numbered: NumberedTable = {
    table,
    number: identifier(ROW_COLUMN),
    key: input.key,
  };
  const embeddings = embeddingColumns(table, input);
  const clustering = embeddings.length > 0 ? 'by embedding' : 'by look';
  // A manifest may name what a version of before has not.
  const there = input.columns.filter(({ name }) =>
    table.columns.some(column => column.name === name),
  );
  const steps = there.length + embeddings.length;
  for (const [i, column] of there.entries()) {
    const { name } = column;
    tell(i / steps, `Looking at ${name}`);
    switch (column.of) {
      case 'text':
        found.push(...(await deriveText(table, name)));
        if (clustering === 'by look')
          found.push(
            ...clusterFeature(name, await clusterTexts(numbered, name)),
          );
        break;
      case 'pixels':
        found.push(...(await derivePixels(numbered, column, clustering)));
        break;
      default: {
        const pictures = await derivePictures(numbered, name, clustering);
        found.push(...pictures.found);
        if (pictures.remark) remarks.push(pictures.remark);
      }
    }
  }
  for (const [i, name] of embeddings.entries()) {
    tell((there.length + i) / steps, `Dividing rows by ${name}`);
    found.push(
      ...clusterFeature(name, await clusterEmbeddings(numbered, name)),
    );
  }
  return { found, remarks };
}
