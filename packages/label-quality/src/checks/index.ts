export { classImbalance } from './classImbalance';
export type { ClassImbalance } from './classImbalance';
export { NullAccumulator } from './NullAccumulator';
export type { Nulls } from './NullAccumulator';
export { nonIidOrder } from './nonIidOrder';
export type { NonIidOrder } from './nonIidOrder';
export { spuriousCategory, spuriousCorrelation } from './spuriousCorrelation';
export type { SpuriousCorrelation } from './spuriousCorrelation';
export { CLUSTER_RADIUS, clusterRows } from './clusterRows';
export { underperformingGroups } from './underperformingGroups';
export type {
  GroupPerformance,
  UnderperformingGroups,
} from './underperformingGroups';
export { weakGroups } from './weakGroups';
export type { RowGrouping, WeakGroup } from './weakGroups';
export { BLUR_MOST_PIXELS } from './blurScore';
export { imageProperties } from './imageProperties';
export type { ImageProperties, Picture } from './imageProperties';
export { findImageIssues, IMAGE_ISSUES } from './findImageIssues';
export type { ImageIssue } from './findImageIssues';
