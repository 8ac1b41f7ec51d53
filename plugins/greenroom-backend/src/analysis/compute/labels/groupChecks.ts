import type { DataCheck } from '@greenroom/backstage-plugin-greenroom-common';
import {
  clusterRows,
  spuriousCategory,
  weakGroups,
  type WeakGroup,
} from '@greenroom/label-quality';
import { found, notRun, passed } from './checkResult';
import type { Comparison } from './compareRows';
import type { Judgement } from './Judgement';
import type { LabelledRow } from './readLabels';
import type { SliceColumn } from './readSlices';

/** Groups that a check names; the others are counted. */
const SHOWN_GROUPS = 5;
/** Rows that stand for a group of like ones. */
const SHOWN_ROWS = 3;
const FEWEST_ROWS = 25;
const ALIKE = 'rows alike';

type Grouped = {
  readonly rows: readonly LabelledRow[];
  readonly judgement: Judgement;
  readonly compared: Comparison | { readonly whyNot: string };
  readonly slices: readonly SliceColumn[];
  readonly classes: number;
  readonly nameOf: (row: LabelledRow) => string;
};

/** Where the model is less sure of the labels than elsewhere, and which declared slices give the label away. */
export function groupChecks(grouped: Grouped): DataCheck[] {
  return [weakCheck(grouped), sliceCheck(grouped)];
}

function weakCheck({
  rows,
  judgement,
  compared,
  slices,
  nameOf,
}: Grouped): DataCheck {
  const name = 'Groups the model is unsure of';
  const { judged } = judgement;
  if (judged.length === 0)
    return notRun(
      name,
      "No row has an out-of-sample prediction. Give a model's manifest predictions.outOfFold.",
    );
  const clusters =
    'whyNot' in compared ? undefined : clusterRows(compared.graph);
  const groupings = [
    ...slices.map(({ column, valueOf }) => ({ by: column, groupOf: valueOf })),
    ...(clusters ? [{ by: ALIKE, groupOf: clusters }] : []),
  ];
  if (groupings.length === 0)
    return notRun(
      name,
      'Rows were not compared and no column is marked with slice: true. Mark some.',
    );
  const weak = weakGroups(
    Float64Array.from(judged, row => judgement.scoreOf(row)!),
    groupings.map(({ by, groupOf }) => ({
      by,
      groupOf: Int32Array.from(judged, row => groupOf[row]),
    })),
  );
  if (weak.length === 0)
    return passed(
      name,
      `The model is about as sure of the labels of every group (by ${groupings
        .map(({ by }) => by)
        .join(', ')}).`,
    );
  const titleOf = ({ by, group }: WeakGroup) => {
    const slice = slices.find(({ column }) => column === by);
    if (slice) return `${by} = ${slice.names[group]}`;
    const members = judged.filter(row => clusters![row] === group);
    return `rows like ${members
      .slice(0, SHOWN_ROWS)
      .map(row => nameOf(rows[row]))
      .join(', ')}`;
  };
  const said = weak
    .slice(0, SHOWN_GROUPS)
    .map(
      group =>
        `${titleOf(group)} (${group.rows} rows, score ${group.mean.toFixed(
          2,
        )} against ${group.others.toFixed(2)} of the others)`,
    );
  return found(
    name,
    `The model is less sure of the labels of ${said.join('; ')}${
      weak.length > SHOWN_GROUPS
        ? `; and ${weak.length - SHOWN_GROUPS} more`
        : ''
    }. Look at their labels first; where these are right, collect more such rows.`,
  );
}

function sliceCheck({ rows, slices, classes }: Grouped): DataCheck {
  const name = 'Shortcuts by slice';
  if (slices.length === 0)
    return notRun(
      name,
      'No column of a few values is marked with slice: true. Mark what should not tell the label, such as its source.',
    );
  const tested = slices.flatMap(({ column, valueOf }) => {
    const known = [...rows.keys()].filter(row => valueOf[row] >= 0);
    if (known.length < FEWEST_ROWS) return [];
    const { isSpurious, accuracy } = spuriousCategory(
      Int32Array.from(known, row => valueOf[row]),
      Int32Array.from(known, row => rows[row].label),
      classes,
    );
    return [{ column, isSpurious, accuracy }];
  });
  if (tested.length === 0)
    return notRun(name, `There are fewer than ${FEWEST_ROWS} rows. Add some.`);
  const told = tested.filter(({ isSpurious }) => isSpurious);
  return told.length === 0
    ? passed(
        name,
        `None of ${tested
          .map(({ column }) => column)
          .join(', ')} tells the label by itself.`,
      )
    : found(
        name,
        `The label can be told from ${told
          .map(
            ({ column, accuracy }) =>
              `${column} (${(100 * accuracy).toFixed(0)} % right)`,
          )
          .join(
            ', ',
          )} alone. A model may learn that instead: collect rows in which they differ.`,
      );
}
