export { softmaxProbe } from './softmaxProbe';
export { knnProbe } from './knnProbe';
export { PROBES } from './outOfFold';
export type { ProbeQuestion, ProbeResult } from './outOfFold';
