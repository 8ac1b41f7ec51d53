import type { DataCheck } from '@greenroom/backstage-plugin-greenroom-common';
import { auditedCheck } from './auditedCheck';
import { found, passed } from './checkResult';
import { balanceCheck, classesCheck } from './classChecks';
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
  const { classes } = input;
  const labels = Int32Array.from(rows, ({ label }) => label);
  return [
    predictionsCheck(rows, judged, input),
    ...(input.audited.length > 0 ? [auditedCheck(input.audited)] : []),
    classesCheck(labels, classes, 'rows'),
    balanceCheck(labels, classes, 'rows'),
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
