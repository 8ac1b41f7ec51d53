import { figuresOf, RankingAccumulator } from '@greenroom/evaluation';
import type { Section } from '../Section';
import {
  compareFigures,
  MetricFixtures,
  partOf,
  readNumbers,
  valuesOf,
} from './MetricFixtures';

/** Two hundred queries of five hundred documents: scikit-learn's figures. */
export const ranking: Section<MetricFixtures> = {
  name: 'ranking',
  async run(report, fixtures) {
    const scores = readNumbers(fixtures, 'ranking_scores.csv.gz', 'none').rows;
    const relevance = readNumbers(fixtures, 'ranking_rel.csv.gz', 'none').rows;
    const metrics = new RankingAccumulator();
    scores.forEach((row, query) =>
      metrics.add({
        queries: new Uint32Array(row.length).fill(query),
        relevance: relevance[query],
        scores: row,
      }),
    );
    const values = valuesOf(figuresOf(metrics.finish()));
    compareFigures(
      report,
      'rankings',
      values,
      partOf<Record<string, number>>(fixtures, 'ranking'),
      {
        ndcg: 'ndcg',
        ndcg10: 'ndcg10',
        // No two documents of a query have one score here.
        ndcg10_ignore_ties: 'ndcg10',
        map: 'map',
        mrr: 'mrr',
        p10: 'precision10',
        recall10: 'recall10',
      },
    );
  },
};
