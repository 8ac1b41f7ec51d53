import {
  augmentTable,
  droppedOf,
  type MadeRow,
  type MadeRows,
  openJudge,
} from '@greenroom/augmentation';
import { localTableSpec, openTable } from '@greenroom/dataset';
import {
  type Augmentation,
  isLabelled,
  type TabularDataset,
} from '@greenroom/manifest';
import { judgeDeclared } from '../augment/judgeDeclared';
import { writeSynthetic } from '../augment/writeSynthetic';
import { Command, numeric, optional } from '../Command';
import { declaredIn } from '../declaredIn';
import { refusing } from '../refusing';
import { textTable } from '../textTable';
import { UsageError } from '../UsageError';

export const augment: Command = {
  usage:
    'augment MANIFEST --recipe NAME [--model MODEL.yaml] [--preview N] [--out TABLE.csv] [--format json]',
  options: {
    recipe: { type: 'string' },
    model: { type: 'string' },
    preview: { type: 'string' },
    out: { type: 'string' },
  },
  async run([file], flags) {
    if (!file) throw new UsageError('Name the manifest of a data set.');
    const dataset = await declaredIn(
      file,
      isLabelled,
      'data set with table, key, label, split and classes',
    );
    const augmentation = augmentationOf(
      dataset.name,
      dataset.augmentations ?? [],
      optional(flags, 'recipe'),
    );
    const named = optional(flags, 'model');
    const judge =
      named === undefined
        ? undefined
        : await openJudge(await judgeDeclared(named), {
            dataset,
            augmentation,
          });
    const table = await openTable(
      await localTableSpec(file, dataset as TabularDataset),
    );
    try {
      const made = await refusing(() =>
        augmentTable(table, dataset, augmentation, { model: judge }),
      );
      const kept = made.rows.filter(({ reason }) => reason === undefined);
      const out = optional(flags, 'out');
      if (out)
        await writeSynthetic(out, kept, {
          columns: made.columns,
          augmentation,
          dataset,
        });
      const preview = kept.slice(0, numeric(flags, 'preview') ?? 0);
      return answerOf(made, { kept, preview, out });
    } finally {
      table.close();
      await judge?.model.close();
    }
  },
};

/** @throws UsageError naming those that are declared */
function augmentationOf(
  dataset: string,
  declared: readonly Augmentation[],
  name: string | undefined,
): Augmentation {
  const found = name
    ? declared.find(each => each.name === name)
    : declared.length === 1 && declared[0];
  if (found) return found;
  const names = declared.map(each => each.name).join(', ');
  throw new UsageError(
    `${dataset} declares ${
      name ? `no augmentation ${name}` : 'several augmentations'
    }. ${
      names
        ? `Name one by --recipe: ${names}.`
        : 'Declare one under augmentations of its manifest.'
    }`,
  );
}

function answerOf(
  all: MadeRows,
  {
    kept,
    preview,
    out,
  }: {
    readonly kept: readonly MadeRow[];
    readonly preview: readonly MadeRow[];
    readonly out?: string;
  },
) {
  const { made, rows, left, remarks } = all;
  const dropped = droppedOf(rows);
  const parents = new Set(kept.flatMap(row => row.parents)).size;
  return {
    json: {
      made,
      kept: kept.length,
      dropped: dropped.map(({ reason, count }) => ({ reason, count })),
      parents,
      classes: all.classes,
      leftEmpty: left,
      remarks,
      ...(preview.length > 0 && {
        preview: preview.map(({ picture: _, ...row }) => row),
      }),
      out: out ?? null,
    },
    text: [
      `${made} rows made of ${parents} rows, ${kept.length} kept${
        out ? `: they are in ${out}` : ''
      }.`,
      ...dropped.map(({ words, count }) => `${count} dropped: ${words}`),
      ...(left.length > 0 ? [`Left empty: ${left.join(', ')}.`] : []),
      ...remarks,
      ...(preview.length > 0 ? [previewOf(preview)] : []),
    ].join('\n'),
  };
}

function previewOf(rows: readonly MadeRow[]): string {
  const columns = Object.keys(rows[0].cells);
  return textTable(
    ['key', 'label', ...columns, 'from'],
    rows.map(({ key, label, cells, parents }) => [
      String(key),
      label,
      ...columns.map(column => String(cells[column] ?? '')),
      parents.join(' '),
    ]),
  );
}
