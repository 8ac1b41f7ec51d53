import { openTable } from '@greenroom/dataset';
import { FileError } from '../../FileError';
import { quoted } from '../quoted';
import type { LabelsInput } from './LabelsInput';
import type { LabelledRow } from './readLabels';

/** Labels of several people for the same rows. */
export type Votes = {
  /** Names, in order. */
  readonly people: readonly string[];
  /** By vote: index of the row, of the person, of the class. */
  readonly row: Int32Array;
  readonly annotator: Int32Array;
  readonly label: Int32Array;
  /** Votes on rows that have no label, or are not there. */
  readonly unknown: number;
};

/** Votes stay in memory with what is computed from them. */
const VOTES_LIMIT = 5_000_000;

/**
 * @throws FileError naming a column that is missing, or the row of a
 *   label that is no class
 */
export async function readVotes(
  input: LabelsInput & Required<Pick<LabelsInput, 'votes'>>,
  rows: readonly LabelledRow[],
): Promise<Votes> {
  const { file, name, format, key, annotator, label } = input.votes;
  const columns = [key, annotator, label];
  const table = await openTable({
    path: [{ path: file, name }],
    format,
    columns: columns.map(column => ({ name: column, type: 'string' })),
  });
  try {
    const present = new Set(table.columns.map(column => column.name));
    const missing = columns.filter(column => !present.has(column));
    if (missing.length > 0)
      throw new FileError(
        `${name} has no column ${missing.join(
          ', ',
        )}. Name its columns as spec.annotators.key, annotator and label.`,
        name,
        1,
      );
    if (table.rowCount > VOTES_LIMIT)
      throw new FileError(
        `${name} has ${table.rowCount} labels; at most ${VOTES_LIMIT} are read. Leave out annotators or rows.`,
        name,
      );
    const [k, a, l] = columns.map(
      column => `CAST(${quoted(column)} AS VARCHAR)`,
    );
    const chunks = table.stream(
      `SELECT ${k} AS k, ${a} AS a, ${l} AS l FROM t WHERE ${[k, a, l]
        .map(column => `${column} IS NOT NULL`)
        .join(' AND ')} ORDER BY a, k, l`,
    );
    return await collect(chunks, input, rows);
  } finally {
    table.close();
  }
}

async function collect(
  chunks: AsyncIterable<Record<string, unknown>[]>,
  { classes, votes }: LabelsInput,
  rows: readonly LabelledRow[],
): Promise<Votes> {
  const rowOf = new Map(rows.map(({ key }, i) => [key, i]));
  const classOf = new Map(classes.map((name, i) => [name, i]));
  const personOf = new Map<string, number>();
  const [row, annotator, label]: number[][] = [[], [], []];
  let unknown = 0;
  for await (const chunk of chunks) {
    for (const vote of chunk) {
      const [key, who, said] = [vote.k, vote.a, vote.l].map(String);
      const given = classOf.get(said);
      if (given === undefined)
        throw new FileError(
          `${
            votes!.name
          }: row ${key} is labelled "${said}", which is no class. The classes are ${classes
            .slice(0, 20)
            .join(', ')}.`,
          votes!.name,
        );
      const place = rowOf.get(key);
      if (place === undefined) {
        unknown++;
        continue;
      }
      const person = personOf.get(who) ?? personOf.size;
      personOf.set(who, person);
      row.push(place);
      annotator.push(person);
      label.push(given);
    }
  }
  return {
    people: [...personOf.keys()],
    row: Int32Array.from(row),
    annotator: Int32Array.from(annotator),
    label: Int32Array.from(label),
    unknown,
  };
}
