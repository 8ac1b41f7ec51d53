import type { InferenceServers } from '../inference/InferenceServers';
import type { DeploymentStore } from '../sync/DeploymentStore';
import type { AnalysisKind, AnalysisRooms } from './AnalysisRooms';
import type { AnalysisStore } from './AnalysisStore';
import { attributionKind } from './attribution';
import { blameKind } from './blame';
import { comparisonKind } from './comparison';
import { derivedKind } from './derived';
import { driftKind } from './drift';
import { errorsKind } from './errors';
import type { ShardRooms } from './evaluateInShards';
import { evaluationKind } from './evaluation';
import { inferenceKind } from './inference';
import { inspectKind } from './inspect';
import { labelsKind } from './labels';
import { leakageKind } from './leakage';
import { profileKind } from './profile';
import { errorTrendKind } from './errorTrend';
import { runComparisonKind } from './runComparison';
import { selectionKind } from './selection';
import { tryAgain } from '../storage/tryAgain';
import { type Messenger, verdictKind } from './verdict';

/** Every kind of analysis; each is tried again where a file or an artifact could not be had. */
export function analysisKinds(
  rooms: AnalysisRooms &
    ShardRooms & {
      readonly analyses: AnalysisStore;
      readonly inference: InferenceServers;
      readonly deployments: Pick<DeploymentStore, 'listOf'>;
      readonly messenger: Messenger;
    },
): AnalysisKind[] {
  const kinds = [
    profileKind(rooms),
    inspectKind(rooms),
    comparisonKind(rooms),
    blameKind(rooms),
    driftKind(rooms),
    inferenceKind(rooms),
    evaluationKind(rooms),
    errorsKind(rooms),
    attributionKind(rooms),
    runComparisonKind(rooms),
    errorTrendKind(rooms),
    labelsKind(rooms),
    leakageKind(rooms),
    derivedKind(rooms),
    selectionKind(rooms),
    verdictKind(rooms),
  ];
  return kinds.map(kind => reconcile => ({
    again: tryAgain,
    ...kind(reconcile),
  }));
}
