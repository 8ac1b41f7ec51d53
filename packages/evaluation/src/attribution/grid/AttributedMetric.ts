import type { Attribution } from '../attributionOf';
import type { AttributionFactor } from './AttributionGrid';

/** Why one metric differs between two runs. */
export type AttributedMetric = Attribution<AttributionFactor> & {
  readonly metric: string;
};
