import type { InferenceServers } from '../inference/InferenceServers';
import type { DeploymentStore } from '../sync/DeploymentStore';
import type { AnalysisKind, AnalysisRooms } from './AnalysisRooms';
import type { AnalysisStore } from './AnalysisStore';
import { attributionKind } from './attribution';
import { augmentationKind } from './augmentation';
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

/** Each is tried again where a file or an artifact could not be had. */
function triedAgain(kinds: readonly AnalysisKind[]): AnalysisKind[] {
  return kinds.map(kind => reconcile => ({
    again: tryAgain,
    ...kind(reconcile),
  }));
}

/** What finds the content of versions. */
export function contentKinds(rooms: AnalysisRooms): AnalysisKind[] {
  return triedAgain([profileKind(rooms), inspectKind(rooms)]);
}

/** What is asked about versions whose content is known. */
export function analysisKinds(
  rooms: AnalysisRooms &
    ShardRooms & {
      readonly analyses: AnalysisStore;
      readonly inference: InferenceServers;
      readonly deployments: Pick<DeploymentStore, 'listOf'>;
      readonly messenger: Messenger;
    },
): AnalysisKind[] {
  return triedAgain([
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
    augmentationKind(rooms),
    verdictKind(rooms),
  ]);
}
