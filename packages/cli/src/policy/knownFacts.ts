import { readFileSync } from 'node:fs';
import {
  ancestryOf,
  bindingOf,
  madeOf,
  type PolicyFacts,
} from '@greenroom/governance';
import { licenceOf, type Manifest } from '@greenroom/manifest';
import { UsageError } from '../UsageError';

/**
 * What the manifests of a repository tell. Of what came from elsewhere nothing is
 * known, nor of runs, labels, cards and reviews: the portal knows these.
 */
export async function knownFacts(
  manifest: Manifest,
  others: readonly Manifest[],
  today: string,
): Promise<PolicyFacts> {
  const parentsOf = ({ manifest: each }: { manifest: Manifest }) =>
    madeOf(each).flatMap(({ name, of, kind }) => {
      const parent = others.find(
        other =>
          other.name === name &&
          other.kind === (of === 'dataset' ? 'Dataset' : 'Model'),
      );
      return parent ? [{ asset: assetOf(parent), kind }] : [];
    });
  const isWhole = everythingIsHere(manifest, others);
  const { name, version, tags = [], system, task, owner } = manifest;
  return {
    kind: manifest.kind === 'Dataset' ? 'dataset' : 'model',
    ...{ name, version, tags, system, task, owner, today },
    licence: licenceOf(manifest),
    ...(isWhole && {
      binding: bindingOf(
        await ancestryOf(assetOf(manifest), async each => parentsOf(each)),
      ),
    }),
    lineage: { from: madeOf(manifest).map(each => each.name), problems: [] },
    ...(manifest.kind === 'Dataset' && manifest.label === undefined
      ? { labels: 'none' as const }
      : {}),
    ...(manifest.kind === 'Dataset' && manifest.split === undefined
      ? { leaks: 'none' as const }
      : {}),
  };
}

/**
 * Facts as `GET /versions/{id}/facts` of the portal gives them.
 *
 * @throws UsageError where the file is none
 */
export function givenFacts(file: string): PolicyFacts {
  let given: Partial<PolicyFacts> | undefined;
  try {
    given = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw refused(file, (error as Error).message);
  }
  if (typeof given?.name !== 'string' || !Array.isArray(given.tags))
    throw refused(file, 'it has neither name nor tags');
  if (given.kind !== 'dataset' && given.kind !== 'model')
    throw refused(file, 'its kind is neither dataset nor model');
  return given as PolicyFacts;
}

function refused(file: string, why: string): UsageError {
  return new UsageError(
    `${file} holds no facts of a version: ${why}. Save what the portal answers to /versions/ID/facts.`,
  );
}

function assetOf(manifest: Manifest) {
  return { id: `${manifest.kind}:${manifest.name}`, manifest };
}

function everythingIsHere(
  manifest: Manifest,
  others: readonly Manifest[],
): boolean {
  const seen = new Set<Manifest>([manifest]);
  for (const each of seen)
    for (const { name, of } of madeOf(each)) {
      const kind = of === 'dataset' ? 'Dataset' : 'Model';
      const parent = others.find(
        other => other.kind === kind && other.name === name,
      );
      if (!parent) return false;
      seen.add(parent);
    }
  return true;
}
