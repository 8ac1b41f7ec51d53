import type { DataCheck } from '@greenroom/backstage-plugin-greenroom-common';
import { classImbalance } from '@greenroom/label-quality';
import { found, passed } from './checkResult';
import { comparedChecks } from './comparedChecks';
import type { Comparison } from './compareRows';
import type { LabelsInput } from './LabelsInput';
import type { LabelledRow } from './readLabels';
import type { Votes } from './readVotes';

type Findings = {
  readonly rows: readonly LabelledRow[];
  readonly judged: readonly number[];
  /** A comparison, or why there is none. */
  readonly compared: Comparison | { readonly whyNot: string };
  readonly votes?: Votes;
};

/** Every check of the data with what it found, passed ones too. */
export function labelChecks(
  { rows, judged, compared, votes }: Findings,
  input: LabelsInput,
): DataCheck[] {
  return [
    predictionsCheck(rows, judged, input),
    ...(input.audited.length > 0 ? [auditedCheck(input)] : []),
    classesCheck(rows, input),
    balanceCheck(rows, input),
    ...(votes ? [votesCheck(votes)] : []),
    ...comparedChecks(compared, rows),
  ];
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

function votesCheck({ unknown, row, people }: Votes): DataCheck {
  const name = 'Several annotators';
  return unknown === 0 && row.length > 0
    ? passed(
        name,
        `${row.length} labels of ${people.length} annotators belong to labelled rows.`,
      )
    : found(
        name,
        `${unknown} labels of annotators belong to no labelled row, and ${row.length} do. Correct their keys, or take them out.`,
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
  const { counts, rare: few } = classImbalance(
    Int32Array.from(rows, ({ label }) => label),
    classes.length,
  );
  // Classes without any row are told by another check.
  const rare = few.flatMap(label =>
    counts[label] > 0 ? [classes[label]] : [],
  );
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
