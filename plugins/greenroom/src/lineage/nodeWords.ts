import type {
  GraphNode,
  LineageProblemKind,
} from '@greenroom/backstage-plugin-greenroom-common';
import type { Tone } from '../components/StatusBadge';

export const KIND_NAMES: Readonly<Record<GraphNode['kind'], string>> = {
  source: 'source',
  dataset: 'data version',
  model: 'model version',
  run: 'run',
  deployment: 'deployment',
  'pull request': 'pull request',
  person: 'person',
  team: 'team',
};

/** What stands for all versions of one, or for several of them. */
const GROUP_NAMES: Partial<Record<GraphNode['kind'], string>> = {
  dataset: 'data set',
  model: 'model',
};

export function kindName({
  kind,
  isGroup,
}: {
  readonly kind: GraphNode['kind'];
  readonly isGroup: boolean;
}): string {
  return (isGroup && GROUP_NAMES[kind]) || KIND_NAMES[kind];
}

export const STATUS_WORDS: Readonly<Record<GraphNode['status'], string>> = {
  good: 'good',
  bad: 'failing',
  working: 'working',
  neutral: 'no verdict',
};

export const TONES: Readonly<Record<GraphNode['status'], Tone>> = {
  good: 'good',
  bad: 'bad',
  working: 'working',
  neutral: 'neutral',
};

export const PROBLEM_WORDS: Readonly<Record<LineageProblemKind, string>> = {
  cycle: 'comes from itself',
  'missing end': 'gone',
  'two truths': 'two truths',
  'rewritten history': 'rewritten history',
};
