import type { Attribution } from '@greenroom/backstage-plugin-greenroom-common';
import { attributeGrid, type AttributionGrid } from '@greenroom/evaluation';
import { tellAttribution } from './tellAttribution';

export type AttributionAnswer = Required<Pick<Attribution, 'metrics'>> &
  Pick<Attribution, 'byVersion' | 'byChange' | 'leftOut'>;

/** Why the metrics of two runs differ, each in a sentence. */
export async function attribution(
  input: AttributionGrid,
  tell: (fraction: number, message?: string) => void,
): Promise<AttributionAnswer> {
  const { metrics, ...behind } = await attributeGrid(input, tell);
  return {
    ...(behind as Omit<AttributionAnswer, 'metrics'>),
    metrics: metrics.map(metric => {
      const told = { ...metric, shares: [...metric.shares] };
      return { ...told, text: tellAttribution(told) };
    }),
  };
}
