import type { JobDesk } from '../jobs/JobDesk';
import type { JobRow } from '../jobs/JobRow';
import type { Asset, Version } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import type { AnalysisStore } from './AnalysisStore';
import { earlierVersions, leakageQuestion } from './versionQuestions';

/**
 * Asks which rows of a version cross from one split to another, once; of the newest
 * versions it is asked without anybody.
 *
 * @throws ServiceUnavailableError where too much waits already
 */
export async function askForLeakage(
  rooms: {
    assets: Pick<AssetStore, 'listVersions'>;
    analyses: Pick<AnalysisStore, 'point'>;
    desk: Pick<JobDesk, 'askOnDemand'>;
  },
  dataset: Asset,
  version: Version,
  priority: number,
): Promise<JobRow> {
  const { assets, analyses, desk } = rooms;
  const versions = await assets.listVersions(dataset.id);
  const job = await desk.askOnDemand({
    ...leakageQuestion(dataset, version, earlierVersions(versions, version)),
    priority,
  });
  await analyses.point('leakage', version.id, job.id);
  return job;
}
