import { growTree } from '@greenroom/error-analysis';
import type { ErrorTree, TreeFeature } from '@greenroom/error-analysis';
import { Command, numeric, required } from '../Command';
import type { ErrorTable } from '../errors/readErrorTable';
import {
  readFlaggedTable,
  TABLE_BARE,
  TABLE_OPTIONS,
  TABLE_USAGE,
} from '../errors/readFlaggedTable';
import { remarksOn, withRemarks } from '../errors/remarksOn';
import { refusing } from '../refusing';
import { withInput } from '../withInput';

export const errorsTree: Command = {
  usage: `errors tree ${TABLE_USAGE} [--depth 3] [--min-leaf 20] [--format json]`,
  options: {
    ...TABLE_OPTIONS,
    depth: { type: 'string' },
    'min-leaf': { type: 'string' },
  },
  bare: TABLE_BARE,
  async run(_positionals, flags) {
    const table = await withInput(required(flags, 'table'), opened =>
      readFlaggedTable(opened, flags),
    );
    const root = nodeOf(
      await grow(table, numeric(flags, 'depth'), numeric(flags, 'min-leaf')),
      table,
    );
    const remarks = remarksOn(table);
    return {
      json: { ...root, remarks: remarks.map(({ says }) => says) },
      text: withRemarks(linesOf(root, '').join('\n'), remarks),
    };
  },
};

function grow(table: ErrorTable, maxDepth?: number, minLeaf?: number) {
  return refusing(() =>
    growTree({
      features: table.features.map(featureOf),
      errors: table.errors,
      maxDepth,
      minLeaf,
    }),
  );
}

function featureOf({ values }: ErrorTable['features'][number]): TreeFeature {
  return values instanceof Float64Array
    ? { kind: 'number', values }
    : {
        kind: 'category',
        codes: values.codes,
        cardinality: values.values.length,
      };
}

type Node = {
  readonly feature?: string;
  /** Of numbers: rows at most this are in the first child. */
  readonly threshold?: number;
  /** Of texts: rows with one of these are in the first child. */
  readonly value?: readonly string[];
  readonly size: number;
  readonly errors: number;
  readonly averageError: number;
  readonly coverage: number;
  readonly children: readonly Node[];
};

function nodeOf(tree: ErrorTree, table: ErrorTable): Node {
  const { split, rows, sumError, coverage } = tree;
  return {
    ...(split ? splitOf(split, table) : {}),
    size: rows.length,
    errors: sumError,
    averageError: rows.length === 0 ? 0 : sumError / rows.length,
    coverage,
    children: tree.children.map(child => nodeOf(child, table)),
  };
}

function splitOf(split: NonNullable<ErrorTree['split']>, table: ErrorTable) {
  const { name, values } = table.features[split.feature];
  if (split.kind === 'number')
    return {
      feature: name,
      // No number parts rows that have one from those that have none.
      ...(split.atMost === Infinity ? {} : { threshold: split.atMost }),
      missing: split.missing,
    };
  const texts = values instanceof Float64Array ? [] : values.values;
  return {
    feature: name,
    value: split.codes.map(code => texts[code]),
    missing: split.missing,
  };
}

function linesOf(node: Node, indent: string): string[] {
  const { feature, children } = node;
  const sides = sidesOf(node);
  return [
    `${node.size} rows, ${node.errors} errors (${node.averageError.toFixed(
      4,
    )})`,
    ...children.flatMap((child, i) => {
      const [first, ...rest] = linesOf(child, `${indent}  `);
      return [`${indent}  ${feature} ${sides[i]}: ${first}`, ...rest];
    }),
  ];
}

function sidesOf({ threshold, value }: Node): readonly [string, string] {
  if (threshold !== undefined) return [`<= ${threshold}`, `> ${threshold}`];
  return value
    ? [`is ${value.join(' or ')}`, 'is another']
    : ['has a value', 'has none'];
}
