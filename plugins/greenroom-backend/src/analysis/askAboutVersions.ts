import type { JobBroker } from '../jobs/JobBroker';
import { type Asset, isRead } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import { type AnalysisStore, driftOfVersion, pairOf } from './AnalysisStore';
import { driftSides } from './driftSides';
import { comparisonQuestion, driftQuestion } from './questions';

/**
 * Asks what is always known of the versions of a data set: versions beside
 * each other are compared as they arrive, and the newest is held against the
 * one before. Other pairs and populations are asked about when somebody looks.
 */
export async function askAboutVersions(
  rooms: {
    assets: AssetStore;
    analyses: AnalysisStore;
    broker: JobBroker;
  },
  dataset: Asset,
): Promise<void> {
  const { assets, analyses, broker } = rooms;
  const versions = await assets.listVersions(dataset.id);
  for (const [i, to] of versions.entries()) {
    const from = versions[i - 1];
    if (!from || !isRead(from) || !isRead(to)) continue;
    const job = await broker.ask(comparisonQuestion(dataset, from, to));
    await analyses.point('comparison', pairOf(from.id, to.id), job.id);
  }
  const [before, newest] = versions.slice(-2);
  if (!newest || !isRead(before) || !isRead(newest)) return;
  const against = { kind: 'version', versionId: before.id } as const;
  const sides = await driftSides(assets, newest, against);
  const job = await broker.ask(driftQuestion(dataset, newest, against, sides));
  await analyses.point('drift', driftOfVersion(newest.id, against), job.id);
}
