import {
  type Augmented,
  augmentRows,
  DROP_WORDS,
  type DropReason,
} from '@greenroom/augmentation';
import { localTableSpec, openTable } from '@greenroom/dataset';
import {
  type Augmentation,
  isLabelled,
  type TabularDataset,
} from '@greenroom/manifest';
import { readTraining } from '../augment/readTraining';
import {
  named,
  type NamedRow,
  writeSynthetic,
} from '../augment/writeSynthetic';
import { Command, numeric, optional } from '../Command';
import { declaredIn } from '../declaredIn';
import { refusing } from '../refusing';
import { textTable } from '../textTable';
import { UsageError } from '../UsageError';

export const augment: Command = {
  usage:
    'augment MANIFEST --recipe NAME [--preview N] [--out TABLE.csv] [--format json]',
  options: {
    recipe: { type: 'string' },
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
    const { recipe } = augmentation;
    if (recipe.op === 'picture')
      throw new UsageError(
        `${augmentation.name} changes pictures, which this command does not. See its preview in the portal.`,
      );
    const table = await openTable(
      await localTableSpec(file, dataset as TabularDataset),
    );
    try {
      const ground = await readTraining(table, dataset, augmentation);
      const { amount, seed } = augmentation;
      const augmented = await refusing(() =>
        augmentRows({ ...ground, recipe, amount, seed }),
      );
      const rows = named(augmented.kept, ground.rows, augmentation);
      const out = optional(flags, 'out');
      const columns = ground.rows.columns.map(({ name }) => name);
      if (out)
        await writeSynthetic(out, rows, { columns, augmentation, dataset });
      const preview = rows.slice(0, numeric(flags, 'preview') ?? 0);
      return answerOf(augmented, { rows, preview, out, left: ground.left });
    } finally {
      table.close();
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
  { made, kept, dropped }: Augmented,
  {
    rows,
    preview,
    out,
    left,
  }: {
    readonly rows: readonly NamedRow[];
    readonly preview: readonly NamedRow[];
    readonly out?: string;
    readonly left: readonly string[];
  },
) {
  const counts = new Map<DropReason, number>();
  for (const { reason } of dropped)
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const parents = new Set(rows.flatMap(row => row.parents)).size;
  return {
    json: {
      made,
      kept: kept.length,
      dropped: [...counts].map(([reason, count]) => ({ reason, count })),
      parents,
      leftEmpty: left,
      ...(preview.length > 0 && { preview }),
      out: out ?? null,
    },
    text: [
      `${made} rows made of ${parents} rows, ${kept.length} kept${
        out ? `: they are in ${out}` : ''
      }.`,
      ...[...counts].map(
        ([reason, count]) => `${count} dropped: ${DROP_WORDS[reason]}`,
      ),
      ...(left.length > 0 ? [`Left empty: ${left.join(', ')}.`] : []),
      ...(preview.length > 0 ? [previewOf(preview)] : []),
    ].join('\n'),
  };
}

function previewOf(rows: readonly NamedRow[]): string {
  const columns = Object.keys(rows[0].cells);
  return textTable(
    ['key', 'label', ...columns, 'from'],
    rows.map(({ key, label, cells, parents }) => [
      key,
      label,
      ...columns.map(column => String(cells[column] ?? '')),
      parents.join(' '),
    ]),
  );
}
