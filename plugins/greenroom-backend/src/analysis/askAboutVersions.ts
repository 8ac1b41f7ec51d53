import type { DatasetManifest } from '@greenroom/manifest';
import type { JobBroker } from '../jobs/JobBroker';
import { type Asset, isRead } from '../registry/Asset';
import type { AssetStore } from '../registry/AssetStore';
import { type AnalysisStore, driftOfVersion, pairOf } from './AnalysisStore';
import { derivedQuestion } from './derived';
import { driftSides } from './driftSides';
import { EVALUATED_VERSIONS } from './questions';
import {
  comparisonQuestion,
  driftQuestion,
  earlierVersions,
  leakageQuestion,
} from './versionQuestions';

/**
 * Asks what is always known of the versions of a data set: versions beside
 * each other are compared as they arrive, and the newest is held against the
 * one before, and its splits against each other. Other pairs and populations are asked about when somebody looks.
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
  // Errors are looked into where there are runs.
  for (const version of versions.slice(-EVALUATED_VERSIONS).filter(isRead)) {
    const question = derivedQuestion(dataset, version);
    if (!question) continue;
    const job = await broker.ask(question);
    await analyses.point('derived', version.id, job.id);
  }
  const newest = versions.at(-1);
  if (!newest || !isRead(newest)) return;
  if ((newest.manifest as DatasetManifest).split) {
    const job = await broker.ask(
      leakageQuestion(dataset, newest, earlierVersions(versions, newest)),
    );
    await analyses.point('leakage', newest.id, job.id);
  }
  const before = versions.at(-2);
  if (!before || !isRead(before)) return;
  const against = { kind: 'version', versionId: before.id } as const;
  const sides = await driftSides(assets, newest, against);
  const job = await broker.ask(driftQuestion(dataset, newest, against, sides));
  await analyses.point('drift', driftOfVersion(newest.id, against), job.id);
}
