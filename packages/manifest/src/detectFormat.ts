import type { ManifestFormat } from './Manifest';

/** The formats that a file may have by its name; `card` is told apart by its content. */
export type NamedFormat = ManifestFormat | 'card';

const BY_NAME: readonly (readonly [RegExp, NamedFormat])[] = [
  [/(^|\/)greenroom\.ya?ml$/i, 'greenroom'],
  [/(^|\/)\.eval_results\/[^/]+\.ya?ml$/i, 'huggingface-eval'],
  [/(^|\/)datapackage\.(json|ya?ml)$/i, 'frictionless'],
  [/(^|\/)(dvc\.yaml|dvc\.lock|[^/]+\.dvc)$/, 'dvc'],
  [/(^|\/)MLmodel$/, 'mlflow'],
  [/(^|[/._-])croissant[^/]*\.(json|jsonld)$/i, 'croissant'],
  [
    /(^|\/)(bom\.json|[^/]*(\.cdx|\.bom|mlbom|ml-bom|aibom)\.json)$/i,
    'cyclonedx',
  ],
  [/(^|[/._-])(inferenceservice|isvc|kserve)[^/]*\.ya?ml$/i, 'kserve'],
  [/(^|\/)(kserve|inferenceservices)\/[^/]+\.ya?ml$/i, 'kserve'],
  [/(^|\/)README\.md$/i, 'card'],
];

/** What a path of a repository says; undefined where it is no manifest by name. */
export function formatOfPath(path: string): NamedFormat | undefined {
  return BY_NAME.find(([pattern]) => pattern.test(path))?.[1];
}

/** What the text of a file says, where its name is not one of the usual. */
export function formatOfContent(
  path: string,
  text: string,
): NamedFormat | undefined {
  const start = text.slice(0, 4_000);
  if (
    start.startsWith('version https://git-lfs') ||
    start.startsWith('version https://hawser')
  )
    return 'lfs';
  if (/\.md$/i.test(path)) return 'card';
  if (/^\s*[{[]/.test(start) && !/\.ya?ml$/i.test(path)) {
    if (/"bomFormat"\s*:/.test(text)) return 'cyclonedx';
    if (/mlcommons\.org\/croissant|"@context"\s*:/.test(text))
      return 'croissant';
    if (/"resources"\s*:/.test(text) || /datapackage/i.test(path))
      return 'frictionless';
    return undefined;
  }
  if (/^\s*<(\?xml|bom)/.test(start)) return undefined;
  if (/^apiVersion:\s*['"]?greenroom\.dev\//m.test(text)) return 'greenroom';
  if (/^apiVersion:\s*['"]?serving\.(kserve|kubeflow)/m.test(text))
    return 'kserve';
  if (/^flavors:/m.test(text)) return 'mlflow';
  if (/^resources:/m.test(text)) return 'frictionless';
  if (/^(stages|schema|outs|artifacts):/m.test(text)) return 'dvc';
  return /^\s*- dataset:/m.test(text) ? 'huggingface-eval' : undefined;
}

const DATASET_KEYS = [
  'dataset_info',
  'configs',
  'task_categories',
  'task_ids',
  'size_categories',
  'annotations_creators',
  'language_creators',
  'source_datasets',
  'multilinguality',
  'pretty_name',
  'paperswithcode_id',
  'train-eval-index',
  'languages',
  'licenses',
  'viewer',
];
const MODEL_KEYS = [
  'model-index',
  'base_model',
  'base_model_relation',
  'library_name',
  'pipeline_tag',
  'datasets',
  'co2_eq_emissions',
  'inference',
  'widget',
  'metrics',
  'model_name',
  'new_version',
  'instance_prompt',
];

/** Whether the front matter of a card is a model's or a data set's; undefined where it says neither. */
export function kindOfCard(
  keys: readonly string[],
): 'huggingface-dataset' | 'huggingface-model' | undefined {
  const count = (known: readonly string[]) =>
    keys.filter(key => known.includes(key)).length;
  const [data, model] = [count(DATASET_KEYS), count(MODEL_KEYS)];
  if (data === 0 && model === 0) return undefined;
  return model > data ? 'huggingface-model' : 'huggingface-dataset';
}
