import type { ErrorAnswerTo } from '@greenroom/backstage-plugin-greenroom-common';
import {
  adviseOnSlice,
  type Cause,
  type Count,
  labelsOf,
  type LearningGroup,
  type SliceEvidence,
} from '@greenroom/error-analysis';
import type { Explored } from './Explored';
import type { Training } from './Training';
import { within } from './chooseRows';

const ACTIONS = {
  wrongLabels: 'resolveLabels',
  ambiguous: 'resolveLabels',
  tooFewRows: 'collectRows',
  shifted: 'collectRows',
  spuriousFeature: 'augment',
  modelCapacity: 'gateCohort',
} as const satisfies Readonly<Record<Cause, string>>;

/** What would mend the chosen rows, beside all others of the run. */
export function adviceOf(explored: Explored): ErrorAnswerTo<'advice'> {
  return {
    type: 'advice',
    advice: adviseOnSlice(evidenceOf(explored)).map(advice => ({
      ...advice,
      action: ACTIONS[advice.cause],
    })),
  };
}

function evidenceOf(explored: Explored): SliceEvidence {
  const { rows, chosen, doubts, training, which } = explored;
  const isChosen = new Uint8Array(rows.keys.length);
  for (const row of chosen) isChosen[row] = 1;
  const sides = (isMarked: (row: number) => boolean) => {
    const slice = { count: 0, of: 0 };
    const rest = { count: 0, of: 0 };
    rows.wrong.forEach((wrong, row) => {
      if (wrong === 0) return;
      const side = isChosen[row] ? slice : rest;
      side.of++;
      if (isMarked(row)) side.count++;
    });
    return { slice, rest };
  };
  const trained =
    training && within(training.rows, training.all, which.where ?? []);
  return {
    ...(doubts
      ? {
          doubtfulLabels: sides(row => doubts.wrongLabels.has(rows.keys[row])),
          ambiguousRows: sides(row => doubts.ambiguous.has(rows.keys[row])),
        }
      : {}),
    ...(training && trained
      ? {
          share: {
            training: { count: trained.length, of: training.all.length },
            evaluated: { count: chosen.length, of: rows.keys.length },
          },
          takenForUsual: takenForUsual(explored, training, trained),
          groups: {
            slice: groupWith(trained.length, rows.wrong, chosen),
            others: groupsOf(explored, training),
          },
        }
      : {}),
  };
}

/** Undefined where no training row is like these. */
function takenForUsual(
  { rows, chosen }: Explored,
  training: Training,
  trained: Int32Array,
): SliceEvidence['takenForUsual'] {
  const usual = mostFrequent(training.rows.given, trained);
  const usualOfAll = mostFrequent(training.rows.given, training.all);
  if (usual === undefined || usualOfAll === undefined) return undefined;
  const taken = (which: Iterable<number>, place: number): Count => {
    let count = 0;
    let of = 0;
    for (const row of which) {
      if (rows.wrong[row] === 0) continue;
      of++;
      if (rows.predicted[row] === place) count++;
    }
    return { count, of };
  };
  const whole = taken(rows.keys.keys(), usualOfAll);
  const inside = taken(chosen, usualOfAll);
  return {
    usual: rows.classes[usual],
    slice: taken(chosen, usual),
    rest: { count: whole.count - inside.count, of: whole.of - inside.of },
  };
}

function mostFrequent(
  places: Int32Array,
  which: Int32Array,
): number | undefined {
  const counts = new Map<number, number>();
  for (const row of which)
    if (places[row] >= 0)
      counts.set(places[row], (counts.get(places[row]) ?? 0) + 1);
  const [first] = [...counts].sort(([a, m], [b, n]) => n - m || a - b);
  return first?.[0];
}

/** Every value of every feature: groups of which the model saw more and fewer. */
function groupsOf({ rows }: Explored, training: Training): LearningGroup[] {
  return rows.columns.flatMap(({ codes, plan }, c) => {
    const trained = training.rows.columns[c].codes;
    const groups = labelsOf(plan).map(() => ({
      trainingRows: 0,
      rows: 0,
      errors: 0,
    }));
    for (const row of training.all)
      if (trained[row] >= 0) groups[trained[row]].trainingRows++;
    codes.forEach((code, row) => {
      if (code < 0) return;
      groups[code].rows++;
      groups[code].errors += rows.wrong[row];
    });
    return groups;
  });
}

function groupWith(
  trainingRows: number,
  wrong: Float64Array,
  which: Int32Array,
): LearningGroup {
  return {
    trainingRows,
    rows: which.length,
    errors: which.reduce((sum, row) => sum + wrong[row], 0),
  };
}
