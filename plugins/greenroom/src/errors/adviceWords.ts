import type { Advice } from '@greenroom/backstage-plugin-greenroom-common';

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
