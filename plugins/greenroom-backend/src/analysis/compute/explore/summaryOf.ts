import type {
  ErrorAnswerTo,
  ErrorFeature,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  DEFAULT_CATEGORIES,
  HeatMap,
  labelsOf,
  remarksOnTable,
} from '@greenroom/error-analysis';
import { conditionOf } from './conditionOf';
import type { ErrorColumn } from './ErrorRows';
import type { Explored } from './Explored';
import { gather } from './gather';
import { groupFrom, groupOf, kindOf } from './groupOf';

/** Values of a category beyond these are counted, not listed. */
const MOST_VALUES = 50;

/** What there is to look at: how many rows, which classes, which features. */
export function summaryOf(explored: Explored): ErrorAnswerTo<'summary'> {
  const { rows, chosen, errors, declared } = explored;
  return {
    type: 'summary',
    ...groupOf(errors, chosen),
    confusion: { classes: [...rows.classes], counts: confusionOf(explored) },
    features: rows.columns.map(column => featureOf(explored, column)),
    declared: [...declared],
    hasLoss: rows.loss !== undefined,
    remark: remarkOn(explored) ?? onColumns(explored) ?? rows.derivedRemark,
  };
}

function featureOf(
  { chosen, errors }: Explored,
  column: ErrorColumn,
): ErrorFeature {
  const labels = labelsOf(column.plan);
  const map = new HeatMap(labels.length);
  map.add({
    x: gather(column.codes, chosen),
    errors: gather(errors, chosen),
  });
  const [groups] = map.lines();
  const kind = kindOf(errors);
  const values = labels.map((label, code) => ({
    label,
    where: conditionOf(column, code),
    ...groupFrom(groups[code], kind),
  }));
  const shown = values.slice(0, MOST_VALUES);
  return {
    name: column.name,
    unit: column.unit,
    derivedFrom: column.derivedFrom,
    kind: column.plan.kind === 'categories' ? 'category' : 'number',
    values: shown,
    ...(values.length > shown.length
      ? { more: values.length - shown.length }
      : {}),
  };
}

/** Given by predicted; rows of no class are left out. */
function confusionOf({ rows, chosen }: Explored): number[][] {
  const counts = rows.classes.map(() => rows.classes.map(() => 0));
  for (const row of chosen) {
    const line = counts[rows.given[row]];
    if (line && rows.predicted[row] >= 0) line[rows.predicted[row]]++;
  }
  return counts;
}

/** Columns that tell less of all rows than they might; a filter leaves few values of some by itself. */
function onColumns({ rows, chosen }: Explored): string | undefined {
  if (chosen.length < rows.keys.length) return undefined;
  const remarks = remarksOnTable(rows.wrong, rows.columns, DEFAULT_CATEGORIES);
  return remarks.map(({ says }) => says).join(' ') || undefined;
}

/** Where there is nothing to find: what that means, and what to do. */
export function remarkOn(explored: Explored): string | undefined {
  const { rows, chosen, measure } = explored;
  if (rows.keys.length === 0)
    return 'The run has no rows: its split is empty. Look at the evaluation in the manifest.';
  if (chosen.length === 0)
    return 'No row meets the filter. Remove a condition, or widen a range.';
  if (chosen.length === 1)
    return 'One row is no slice. Remove a condition to see more.';
  const ofErrors = measure === 'wrong' ? onErrors(explored) : undefined;
  if (ofErrors) return ofErrors;
  if (rows.columns.length === 0)
    return 'The manifest of the data set marks no column with "slice: true", so there is nothing to tell rows apart by. Mark some columns.';
  if (rows.columns.every(column => isConstant(column, chosen)))
    return 'All of them are alike in every column that is marked with "slice: true", so nothing tells rows apart. Mark other columns, or remove a condition.';
  return undefined;
}

/** None of the rows is wrong, or every one. */
function onErrors({ rows, chosen, which }: Explored): string | undefined {
  let wrong = 0;
  for (const row of chosen) wrong += rows.wrong[row];
  const them = chosen.length === rows.keys.length ? 'these rows' : 'them';
  if (wrong === 0)
    return `The model made no error on ${them}, so no slice can be worse. Look at the loss to see where it was least sure.`;
  if (wrong < chosen.length) return undefined;
  return which.predicted === undefined
    ? `The model is wrong on all of ${them}. Look at preprocessing and labels before slices.`
    : 'All of them are wrong, as a cell of the confusion has it, so no slice can be worse. Take its predicted class off the filter.';
}

function isConstant({ codes }: ErrorColumn, chosen: Int32Array): boolean {
  return chosen.every(row => codes[row] === codes[chosen[0]]);
}
