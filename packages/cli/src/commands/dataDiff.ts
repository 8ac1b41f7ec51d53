import {
  diffTables,
  driftOfFiles,
  DriftSummary,
  openTable,
  summariseDrift,
  TableDiff,
  TableSpec,
} from '@greenroom/dataset';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Command, optional } from '../Command';
import { inputFile } from '../inputFile';
import { schemaColumns } from '../schemaColumns';
import { textTable } from '../textTable';
import { UsageError } from '../UsageError';

export const dataDiff: Command = {
  usage:
    'data diff FROM TO [--key A[,B]] [--label COL] [--schema MANIFEST] [--out FILE.parquet] [--format json]',
  options: {
    key: { type: 'string' },
    label: { type: 'string' },
    schema: { type: 'string' },
    out: { type: 'string' },
  },
  async run([fromName, toName], flags) {
    if (!fromName || !toName) throw new UsageError('Name two tables.');
    const columns = await schemaColumns(optional(flags, 'schema'));
    const key = optional(flags, 'key')?.split(',');
    const label = optional(flags, 'label');
    const from = await inputFile(fromName);
    try {
      const to = await inputFile(toName);
      try {
        const specs = {
          from: { path: [from], columns },
          to: { path: [to], columns },
        };
        const diff = await diffTables(specs.from, specs.to, {
          key,
          label,
          out: optional(flags, 'out'),
        });
        const drift = await driftOf(specs, { key, label });
        return { json: jsonOf(diff, drift), text: textOf(diff, drift) };
      } finally {
        await to.close();
      }
    } finally {
      await from.close();
    }
  },
};

/** Distributions are read from typed columns, so both tables are typed once. */
async function driftOf(
  specs: { readonly from: TableSpec; readonly to: TableSpec },
  columns: { readonly key?: readonly string[]; readonly label?: string },
): Promise<DriftSummary[]> {
  const { key = [], label } = columns;
  const directory = await mkdtemp(path.join(os.tmpdir(), 'greenroom-drift-'));
  const typed = async (spec: TableSpec, name: string) => {
    const table = await openTable(spec);
    try {
      const file = path.join(directory, `${name}.parquet`);
      await table.writeParquet(file);
      return { file };
    } finally {
      table.close();
    }
  };
  try {
    const found = await driftOfFiles(
      {
        from: await typed(specs.from, 'from'),
        to: await typed(specs.to, 'to'),
      },
      { exclude: key, categories: label === undefined ? [] : [label] },
    );
    return summariseDrift(found.columns);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Columns that hold something else are named, as ever; what they hold stands beside them. */
function jsonOf({ columns, ...diff }: TableDiff, drift: DriftSummary[]) {
  return {
    ...diff,
    columns: {
      ...columns,
      retyped: columns.retyped.map(({ name }) => name),
      types: Object.fromEntries(
        columns.retyped.map(({ name, from, to }) => [name, { from, to }]),
      ),
    },
    drift,
  };
}

function textOf(
  { matchedBy, rows, columns, labelTransitions }: TableDiff,
  drift: readonly DriftSummary[],
) {
  const { added, removed, changed } = rows;
  const names = [
    ...columns.added.map(name => `+${name}`),
    ...columns.removed.map(name => `−${name}`),
    ...columns.retyped.map(({ name, from, to }) => `${name}: ${from} → ${to}`),
  ];
  const moved = drift.filter(({ verdict }) => verdict === 'moved');
  return [
    `+${added} rows  −${removed}  ~${changed}`,
    ...(matchedBy === 'content'
      ? [
          'Compared by content, since no --key was given: a changed row counts as one removed and one added.',
        ]
      : []),
    ...(names.length > 0 ? [`columns  ${names.join('  ')}`] : []),
    ...(labelTransitions.length > 0
      ? [
          textTable(
            ['from', 'to', 'rows'],
            labelTransitions.map(({ from, to, count }) => [from, to, count]),
          ),
        ]
      : []),
    ...(moved.length > 0
      ? [
          textTable(
            ['moved', 'effect', 'size', 'rows'],
            moved.map(({ column, effect, n }) => [
              column,
              Number(effect.value.toFixed(3)),
              effect.size,
              n,
            ]),
          ),
        ]
      : []),
  ].join('\n');
}
