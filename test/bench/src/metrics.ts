import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CHECKOUT } from './checkout';
import { between } from './metrics/between';
import { binary } from './metrics/binary';
import { detection } from './metrics/detection';
import { fairness } from './metrics/fairness';
import type { MetricFixtures } from './metrics/MetricFixtures';
import { multiclass } from './metrics/multiclass';
import { multilabel } from './metrics/multilabel';
import { ranking } from './metrics/ranking';
import { regression } from './metrics/regression';
import { sequences } from './metrics/sequences';
import { Report } from './Report';
import { runSections, Section } from './Section';

/**
 * Compares every metric with the public figures beside the checkout (of
 * scikit-learn, scipy, statsmodels, sacrebleu, seqeval and pycocotools).
 * Usage: metrics.ts [SECTION…]; the folder of the figures is
 * GREENROOM_METRIC_REFERENCE, else ../shared/fixtures/metrics.
 */
const SECTIONS: readonly Section<MetricFixtures>[] = [
  binary,
  fairness,
  multiclass,
  multilabel,
  regression,
  ranking,
  sequences,
  detection,
  between,
];

async function main(): Promise<void> {
  const folder =
    process.env.GREENROOM_METRIC_REFERENCE ??
    path.join(CHECKOUT, '../shared/fixtures/metrics');
  if (!existsSync(folder)) {
    console.log(
      `The reference figures are not at ${folder}. Set GREENROOM_METRIC_REFERENCE to their folder; nothing was compared.`,
    );
    return;
  }
  const expected = JSON.parse(
    readFileSync(path.join(folder, 'expected.json'), 'utf8'),
  );
  await runSections(SECTIONS, process.argv.slice(2), new Report(), {
    folder,
    expected,
  });
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
