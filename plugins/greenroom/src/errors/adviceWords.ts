import type {
  Advice,
  ErrorGroup,
  Run,
} from '@greenroom/backstage-plugin-greenroom-common';

export const CAUSE_NAMES: Readonly<Record<Advice['cause'], string>> = {
  wrongLabels: 'Wrong labels here',
  ambiguous: 'Ambiguous rows here',
  tooFewRows: 'Too few rows like these',
  shifted: 'These rows have shifted',
  spuriousFeature: 'The model leans on a feature that means nothing',
  modelCapacity: 'The model cannot tell these apart',
};

/** From these strengths on evidence is said to be strong, or some. */
const STRONG = 0.7;
const SOME = 0.4;

/** How well the evidence carries, in a word. */
export function strengthWord(strength: number): string {
  if (strength >= STRONG) return 'strong evidence';
  return strength >= SOME ? 'some evidence' : 'weak evidence';
}

/**
 * A gate for the model's manifest: the worst value of the columns marked
 * `slice: true` may not fall below the accuracy of this group, rounded down to a
 * whole per cent.
 */
export function gateYaml(group: ErrorGroup, accuracy: number, run: Run) {
  const least = Math.floor(accuracy * 100) / 100;
  return `evaluations:
  - name: ${run.evaluation}
    gates:
      - { metric: accuracy, on: worst-slice, min: ${least}, minRows: ${group.rows} }
`;
}
