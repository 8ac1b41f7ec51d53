import { openTable, ParquetRows, ROW_COLUMN } from '@greenroom/dataset';
import path from 'node:path';
import type { DerivedAnswer, DerivedInput } from './DerivedInput';
import { derivePictures, derivePixels } from './derivePictures';
import { deriveText } from './deriveText';

/** Leaves `derived.parquet`: what can be read off texts and pictures, by the numbers of the rows. */
export async function derive(
  { table: file, columns }: DerivedInput,
  outDirectory: string,
  tell: (fraction: number, message?: string) => void,
): Promise<DerivedAnswer> {
  const table = await openTable({ path: file, format: 'parquet' });
  try {
    const found = [];
    const remarks: string[] = [];
    // A manifest may name what a version of before has not.
    const there = columns.filter(({ name }) =>
      table.columns.some(column => column.name === name),
    );
    for (const [i, column] of there.entries()) {
      tell(i / there.length, `Looking at ${column.name}`);
      switch (column.of) {
        case 'text':
          found.push(...(await deriveText(table, column.name)));
          break;
        case 'pixels':
          found.push(...(await derivePixels(table, column)));
          break;
        default: {
          const pictures = await derivePictures(table, column.name);
          found.push(...pictures.found);
          if (pictures.remark) remarks.push(pictures.remark);
        }
      }
    }
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
