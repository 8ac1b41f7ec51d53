import type { AnalysisKind, AnalysisRooms } from './AnalysisRooms';
import { diffKind } from './diff';
import { errorsKind } from './errors';
import { evaluationKind } from './evaluation';
import { inspectKind } from './inspect';
import { labelsKind } from './labels';
import { profileKind } from './profile';
import { trainingKind } from './training';

/** Every kind of analysis. */
export function analysisKinds(rooms: AnalysisRooms): AnalysisKind[] {
  return [
    profileKind(rooms),
    inspectKind(rooms),
    diffKind(rooms),
    evaluationKind(rooms),
    errorsKind(rooms),
    labelsKind(rooms),
    trainingKind(rooms),
  ];
}
