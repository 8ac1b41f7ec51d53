import type {
  Cohort,
  Condition,
  ErrorAnswerTo,
  ErrorNode,
  ErrorView,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  type ErrorTree,
  growTree,
  labelsOf,
  MISSING,
  type TreeFeature,
  type TreeSplit,
} from '@greenroom/error-analysis';
import { columnOf } from './chooseRows';
import type { ErrorColumn } from './ErrorRows';
import type { Explored } from './Explored';
import { gather } from './gather';
import { groupOf } from './groupOf';
import { remarkOn } from './summaryOf';

/** Where the errors of the chosen rows gather, split by split. */
export function treeOf(
  explored: Explored,
  { features, maxDepth, minLeaf }: Extract<ErrorView, { type: 'tree' }>,
): ErrorAnswerTo<'tree'> {
  const { rows, chosen, errors } = explored;
  const columns = features
    ? features.map(name => columnOf(rows, name))
    : rows.columns;
  const tree = growTree({
    features: columns.map(column => featureOf(column, chosen)),
    errors: gather(errors, chosen),
    maxDepth,
    minLeaf,
  });
  const nodeOf = (node: ErrorTree, where: Cohort): ErrorNode => {
    const { split, children, coverage } = node;
    const sides = split && sidesOf(columns[split.feature], split);
    return {
      where,
      coverage,
      ...groupOf(errors, gather(chosen, node.rows)),
      ...(split ? { splitBy: columns[split.feature].name } : {}),
      children: children.map((child, i) =>
        nodeOf(child, narrowed(where, sides![i])),
      ),
    };
  };
  return {
    type: 'tree',
    root: nodeOf(tree, []),
    remark:
      remarkOn(explored) ??
      (tree.split
        ? undefined
        : 'No feature parts these rows in two groups of enough rows with more and fewer errors.'),
  };
}

/** Categories by the labels that they are gathered under: a set of thousands of values is nothing to read. */
function featureOf(
  { values, codes, plan }: ErrorColumn,
  chosen: Int32Array,
): TreeFeature {
  if (values instanceof Float64Array)
    return { kind: 'number', values: gather(values, chosen) };
  const cardinality =
    labelsOf(plan).length - (plan.missing === 'a code' ? 1 : 0);
  const own = gather(codes, chosen);
  for (let i = 0; i < own.length; i++) if (own[i] >= cardinality) own[i] = -1;
  return { kind: 'category', codes: own, cardinality };
}

/** What the rows of the first, and of the second child have. */
function sidesOf(
  { name, plan, codes, values }: ErrorColumn,
  split: TreeSplit,
): readonly [Condition, Condition] {
  const [first, second] = (['first', 'second'] as const).map(side =>
    split.missing === side && plan.missing === 'a code'
      ? { orMissing: true as const }
      : {},
  );
  if (split.kind === 'number') {
    const { atMost } = split;
    if (atMost === Infinity)
      return [
        { type: 'range', feature: name, from: leastOf(values as Float64Array) },
        { type: 'missing', feature: name },
      ];
    // No row has the number of the cut itself, which lies between two rows.
    return [
      { type: 'range', feature: name, below: atMost, ...first },
      { type: 'range', feature: name, from: atMost, ...second },
    ];
  }
  const taken = new Set(split.codes);
  const present = new Set(codes);
  const labels = labelsOf(plan).map((label, code) => ({ label, code }));
  const textsOf = (wanted: boolean) =>
    labels
      .filter(
        ({ label, code }) =>
          label !== MISSING && present.has(code) && taken.has(code) === wanted,
      )
      .map(({ label }) => label);
  return [textsOf(true), textsOf(false)].map(
    (texts, i): Condition =>
      texts.length === 0
        ? { type: 'missing', feature: name }
        : { type: 'is', feature: name, values: texts, ...[first, second][i] },
  ) as [Condition, Condition];
}

/** Of those that are there. */
function leastOf(values: Float64Array): number {
  return values.reduce(
    (least, value) => (value < least ? value : least),
    Infinity,
  );
}

/** Conditions on one feature are one. */
function narrowed(where: Cohort, more: Condition): Cohort {
  const before = where.find(({ feature }) => feature === more.feature);
  if (!before) return [...where, more];
  return where.map(each => (each === before ? both(before, more) : each));
}

function both(before: Condition, more: Condition): Condition {
  if (before.type === 'missing' || more.type === 'missing') return more;
  const orMissing =
    before.orMissing && more.orMissing ? { orMissing: true as const } : {};
  if (before.type === 'is' && more.type === 'is')
    return {
      type: 'is',
      feature: more.feature,
      values: more.values.filter(value => before.values.includes(value)),
      ...orMissing,
    };
  if (before.type === 'is' || more.type === 'is') return more;
  const { feature } = more;
  const from = more.from ?? before.from;
  const below = more.below ?? before.below;
  return {
    type: 'range',
    feature,
    ...(from === undefined ? {} : { from }),
    ...(below === undefined ? {} : { below }),
    ...orMissing,
  };
}
