import type { PinnedSection } from '@greenroom/backstage-plugin-greenroom-common';
import { digestOf } from './digestOf';
import { figureFact } from './evaluationSection';
import { missing } from './missing';
import type { NamedDataset, ReviewedFacts } from './ReviewedFacts';

/** How far the labels that the version learned from, and is measured by, can be believed. */
export function labelsSection({
  datasets,
  labels,
}: ReviewedFacts): PinnedSection {
  const known = onePerVersion(datasets).filter(({ version }) =>
    labels.has(version!.id),
  );
  if (known.length === 0)
    return missing(
      'label-quality',
      'The labels of the data behind this version were not looked at.',
    );
  const found = known.map(dataset => ({
    dataset,
    result: labels.get(dataset.version!.id)!,
  }));
  const doubtful = found.reduce((sum, { result }) => sum + result.issues, 0);
  return {
    name: 'label-quality',
    says: `${doubtful} labels look wrong in ${found
      .map(({ dataset }) => dataset.name)
      .join(', ')}.`,
    verdict: doubtful > 0 ? 'neutral' : 'good',
    facts: found.flatMap(({ dataset: { name }, result }) => [
      {
        name: `doubtful labels in ${name}`,
        value: result.issues,
        n: result.rows,
      },
      ...(result.labelsOk
        ? [figureFact(`labels of ${name} that look right`, result.labelsOk)]
        : []),
    ]),
    pins: found.map(({ dataset: { name, version }, result }) => ({
      what: `labels of ${name} ${version!.id.slice(0, 12)}`,
      digest: digestOf({
        rows: result.rows,
        issues: result.issues,
        labelsOk: result.labelsOk,
      }),
    })),
  };
}

function onePerVersion(datasets: readonly NamedDataset[]): NamedDataset[] {
  const found = new Map(
    datasets.flatMap(dataset =>
      dataset.version ? [[dataset.version.id, dataset] as const] : [],
    ),
  );
  return [...found.values()];
}
