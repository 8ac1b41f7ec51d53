import type { DataCheck } from '@greenroom/backstage-plugin-greenroom-common';
import { findLeakedPairs } from '@greenroom/label-quality';
import type { Comparison } from './compareRows';
import type { LabelsInput } from './LabelsInput';
import type { LabelledRow } from './readLabels';

/** A class with less than this part of its even share is rare (cleanlab Datalab's threshold). */
const RARE_SHARE = 0.1;

type Findings = {
  readonly rows: readonly LabelledRow[];
  readonly judged: readonly number[];
  /** A comparison, or why there is none. */
  readonly compared: Comparison | { readonly whyNot: string };
};

/** Every check of the data with what it found, passed ones too. */
export function labelChecks(
  { rows, judged, compared }: Findings,
  input: LabelsInput,
): DataCheck[] {
  return [
    predictionsCheck(rows, judged, input),
    ...(input.audited.length > 0 ? [auditedCheck(input)] : []),
    classesCheck(rows, input),
    balanceCheck(rows, input),
    ...('whyNot' in compared
      ? ['Conflicting labels', 'Duplicates', 'Outliers', 'Leakage'].map(
          (name): DataCheck => ({
            name,
            state: 'not run',
            text: compared.whyNot,
          }),
        )
      : comparedChecks(compared, rows)),
  ];
}

function found(name: string, text: string): DataCheck {
  return { name, state: 'found', text };
}

function passed(name: string, text: string): DataCheck {
  return { name, state: 'passed', text };
}

function predictionsCheck(
  rows: readonly LabelledRow[],
  judged: readonly number[],
  { audited }: LabelsInput,
): DataCheck {
  const name = 'Out-of-sample predictions';
  const asked = rows.filter(({ split }) => !audited.includes(split)).length;
  const without = asked - judged.length;
  return without === 0
    ? passed(
        name,
        'Every labelled row has a prediction by a model that was not trained on it.',
      )
    : found(
        name,
        `${without} labelled rows have none and were not judged. Give a model's manifest predictions.outOfFold for them.`,
      );
}

function auditedCheck({ audited }: LabelsInput): DataCheck {
  return passed(
    'Audited splits',
    `The labels of ${audited.join(
      ', ',
    )} were audited by people; no model is asked about them.`,
  );
}

function classesCheck(
  rows: readonly LabelledRow[],
  { classes }: LabelsInput,
): DataCheck {
  const name = 'Declared classes';
  const present = new Set(rows.map(row => row.label));
  const absent = classes.filter((_, i) => !present.has(i));
  return absent.length === 0
    ? passed(name, 'Every declared class has rows.')
    : found(
        name,
        `No row has the class ${absent.join(
          ', ',
        )}. Collect rows of it, or take it out of the manifest.`,
      );
}

function balanceCheck(
  rows: readonly LabelledRow[],
  { classes }: LabelsInput,
): DataCheck {
  const name = 'Balance of classes';
  const counts = new Int32Array(classes.length);
  for (const { label } of rows) counts[label]++;
  const least = (RARE_SHARE * rows.length) / classes.length;
  const rare = classes.filter((_, i) => counts[i] > 0 && counts[i] < least);
  return rare.length === 0
    ? passed(
        name,
        'No class has less than a tenth of an even share of the rows.',
      )
    : found(
        name,
        `Less than a tenth of an even share of the rows have the class ${rare.join(
          ', ',
        )}. Collect more of them, and read figures by class rather than accuracy.`,
      );
}

function comparedChecks(
  { duplicates, conflicts, outliers }: Comparison,
  rows: readonly LabelledRow[],
): DataCheck[] {
  const leaked = findLeakedPairs(
    duplicates,
    Int32Array.from(numbered(rows.map(({ split }) => split))),
  );
  const inGroups = new Set([...duplicates.exact, ...duplicates.near].flat());
  return [
    conflicts.length === 0
      ? passed(
          'Conflicting labels',
          'No two rows of the same or nearly the same input have different labels.',
        )
      : found(
          'Conflicting labels',
          `${conflicts.length} groups of rows with the same or nearly the same input have different labels. Decide each group side by side.`,
        ),
    inGroups.size === 0
      ? passed(
          'Duplicates',
          'No two rows have the same or nearly the same input.',
        )
      : found(
          'Duplicates',
          `${inGroups.size} rows stand more than once, ${duplicates.exact.length} groups exactly and ${duplicates.near.length} nearly. Keep one of each, unless they count for more on purpose.`,
        ),
    outliers.outliers.length === 0
      ? passed('Outliers', 'No row is far from all others.')
      : found(
          'Outliers',
          `${outliers.outliers.length} rows are unlike all others. Look whether they belong here.`,
        ),
    leaked.length === 0
      ? passed(
          'Leakage',
          'No row stands in another split with the same or nearly the same input.',
        )
      : found(
          'Leakage',
          `${leaked.length} pairs of rows with the same or nearly the same input stand in different splits. Take them out of the split that judges.`,
        ),
  ];
}

function numbered(names: readonly string[]): number[] {
  const numbers = new Map<string, number>();
  return names.map(name => {
    const known = numbers.get(name) ?? numbers.size;
    numbers.set(name, known);
    return known;
  });
}
