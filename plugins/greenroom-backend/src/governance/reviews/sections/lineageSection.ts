import type {
  PinnedSection,
  ReviewFact,
} from '@greenroom/backstage-plugin-greenroom-common';
import { missing } from './missing';
import type { NamedDataset, ReviewedFacts } from './ReviewedFacts';

/** Which data the version was trained and tested on, and whether there is newer. */
export function lineageSection({
  version,
  datasets,
}: ReviewedFacts): PinnedSection {
  const pins = [{ what: 'model', digest: version.digest }];
  if (datasets.length === 0)
    return {
      ...missing(
        'lineage',
        'The manifest names no data that the model was trained or tested on.',
      ),
      pins,
    };
  const unknown = datasets.filter(each => !each.version);
  const old = datasets.filter(isOld);
  return {
    name: 'lineage',
    says: sentence(datasets, unknown, old),
    verdict: unknown.length > 0 ? 'bad' : 'good',
    facts: datasets.map(factOf),
    pins: [
      ...pins,
      ...datasets.flatMap(({ name, relation, version: at, newest }) => [
        ...(at
          ? [{ what: `${name}, which it is ${relation}`, digest: at.digest }]
          : []),
        ...(newest
          ? [{ what: `the newest version of ${name}`, digest: newest.digest }]
          : []),
      ]),
    ].filter(
      (pin, i, all) => all.findIndex(({ what }) => what === pin.what) === i,
    ),
  };
}

function isOld({ version, newest }: NamedDataset): boolean {
  return (
    version !== undefined && newest !== undefined && version.id !== newest.id
  );
}

function sentence(
  datasets: readonly NamedDataset[],
  unknown: readonly NamedDataset[],
  old: readonly NamedDataset[],
): string {
  if (unknown.length > 0)
    return `Which version of ${namesOf(unknown)} it ${
      unknown[0].relation === 'trained on' ? 'was trained on' : 'is tested on'
    } is not known.`;
  const trained = datasets.find(({ relation }) => relation === 'trained on');
  const told = trained
    ? `It was trained on ${trained.name} ${titleOf(trained)}`
    : `It names no data that it was trained on; it is tested on ${namesOf(
        datasets,
      )}`;
  return old.length > 0
    ? `${told}; there is a newer version of ${namesOf(old)}.`
    : `${told}, of which there is no newer version.`;
}

function namesOf(datasets: readonly NamedDataset[]): string {
  return [...new Set(datasets.map(({ name }) => name))].join(', ');
}

function titleOf({ version }: NamedDataset): string {
  return version?.facts.semver ?? version?.digest.slice(0, 7) ?? '';
}

function factOf(dataset: NamedDataset): ReviewFact {
  const { name, relation, asset, version } = dataset;
  if (!version)
    return {
      name: `${relation} ${name}`,
      value: 'not known',
      verdict: 'bad',
      remark: asset
        ? 'The manifest names no revision of it that we have seen.'
        : 'No repository that we read declares it.',
    };
  return {
    name: `${relation} ${name}`,
    value: `${titleOf(dataset)}, ${version.commit.sha.slice(0, 7)}`,
    verdict: isOld(dataset) ? 'neutral' : 'good',
    remark: `Content ${version.digest.slice(0, 12)}, licence ${
      version.manifest.license ?? 'not stated'
    }.`,
    url: version.commit.url,
  };
}
