import type { LineageNode } from '@greenroom/backstage-plugin-greenroom-common';
import type { Tone } from '../components/StatusBadge';

export const KIND_NAMES: Record<LineageNode['kind'], string> = {
  source: 'source',
  dataset: 'data version',
  model: 'model version',
  run: 'run',
};

export const STATUS_WORDS: Record<LineageNode['status'], string> = {
  good: 'good',
  bad: 'failing',
  working: 'working',
  neutral: 'no verdict',
};

export const TONES: Record<LineageNode['status'], Tone> = {
  good: 'good',
  bad: 'bad',
  working: 'working',
  neutral: 'neutral',
};
