import type { ModelManifest } from '@greenroom/manifest';
import { stringify } from 'yaml';
import { readCard } from '../../cards/CardText';
import { frontOf } from '../../cards/checkCompleteness';
import { type MeasuredRun, namedFigures } from '../../cards/MeasuredRun';
import type { ExportedAsset } from '../ExportedAsset';
import { presentFields } from '../presentFields';

/** What the Hub calls metrics (huggingface.co/metrics); others keep our names. */
const HUB_NAMES: Readonly<Record<string, string>> = {
  macroF1: 'f1',
  rocAuc: 'roc_auc',
  mcc: 'matthews_correlation',
  exactMatch: 'exact_match',
  wordErrorRate: 'wer',
  pearson: 'pearsonr',
  spearman: 'spearmanr',
};

/**
 * A card as the Hugging Face Hub reads it: the asset's own text, or the Hub's
 * headings where it has none, below metadata of which everything that is known
 * here is said anew, the results as they are measured; what else the card's front
 * matter says stays.
 */
export function toHubCard(asset: ExportedAsset): string {
  const { manifest, card } = asset;
  const own = card && readCard(card.path, card.text);
  const known =
    manifest.kind === 'Model'
      ? modelFields(manifest, asset.runs)
      : { size_categories: manifest.sizeCategories };
  const licence = manifest.license?.toLowerCase();
  const front = presentFields({
    ...(own ? frontOf(own) : {}),
    ...presentFields({
      license: licence,
      tags: manifest.tags,
      language: manifest.languages,
      ...known,
    }),
  });
  const body = own ? own.text.slice(own.headings[0].start) : draftOf(asset);
  return `---\n${stringify(front, { lineWidth: 0 })}---\n${
    body.startsWith('\n') ? '' : '\n'
  }${body}`;
}

function modelFields(
  { name, task, library, datasets, trainedOn, baseModels }: ModelManifest,
  runs: readonly MeasuredRun[],
): Readonly<Record<string, unknown>> {
  return {
    pipeline_tag: task,
    library_name: library,
    base_model: baseModels,
    datasets:
      datasets ?? (trainedOn && [trainedOn.repository ?? trainedOn.dataset]),
    metrics: [
      ...new Set(
        runs.flatMap(run =>
          namedFigures(run).map(([metric]) => hubName(metric)),
        ),
      ),
    ],
    'model-index':
      runs.length === 0
        ? undefined
        : [{ name, results: runs.map(run => resultOf(run, task)) }],
  };
}

function resultOf(run: MeasuredRun, task: string | undefined): object {
  const { dataset, repository, split } = run;
  return {
    task: { type: task ?? 'other' },
    dataset: { name: dataset, type: repository ?? dataset, split },
    metrics: namedFigures(run).map(([metric, { value }]) => ({
      type: hubName(metric),
      name: metric,
      value,
    })),
  };
}

function hubName(metric: string): string {
  return HUB_NAMES[metric] ?? metric;
}

function draftOf({ manifest }: ExportedAsset): string {
  const { title, name, description = '' } = manifest;
  return `# ${title ?? name}\n\n${description}\n`;
}
