export { Centres } from './Centres';
export {
  clusterCount,
  LEAST_CLUSTERED_ROWS,
  MOST_CLUSTERS,
} from './clusterCount';
export { kMeans } from './kMeans';
export type { KMeansQuestion } from './kMeans';
export { TypicalWords } from './TypicalWords';
