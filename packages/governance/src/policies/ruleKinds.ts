import { annotators } from './rules/annotators';
import { card } from './rules/card';
import { currentEvaluations } from './rules/currentEvaluations';
import { disjointSplits } from './rules/disjointSplits';
import { evaluation } from './rules/evaluation';
import { fairness } from './rules/fairness';
import { gates } from './rules/gates';
import { labelNoise } from './rules/labelNoise';
import { licence } from './rules/licence';
import { licenceCompatible } from './rules/licenceCompatible';
import { lineage } from './rules/lineage';
import { owner } from './rules/owner';
import { personalData } from './rules/personalData';
import { reviewed } from './rules/reviewed';

/** The rules that need no program of their own, by the word of their `check`. */
export const RULE_KINDS = {
  licence,
  'licence-compatible': licenceCompatible,
  'personal-data': personalData,
  card,
  gates,
  evaluation,
  'current-evaluations': currentEvaluations,
  'label-noise': labelNoise,
  annotators,
  'disjoint-splits': disjointSplits,
  fairness,
  lineage,
  reviewed,
  owner,
} as const;
export type CommonCheck = keyof typeof RULE_KINDS;
