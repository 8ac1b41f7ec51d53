import type { Manifest } from '@greenroom/manifest';

/** Fields of the one model that people read as they were declared. */
const SHOWN_FIELDS = [
  'version',
  'license',
  'licenses',
  'task',
  'tasks',
  'languages',
  'creators',
  'homepage',
  'citation',
  'publishedAt',
  'library',
  'flavors',
  'architecture',
  'baseModels',
  'datasets',
  'sizeCategories',
  'sourceDatasets',
  'annotationCreators',
  'sizeBytes',
  'isLive',
  'runId',
  'modelId',
] as const;

/** So much of a field is shown. */
const SHOWN_CHARACTERS = 500;

/** Fields of the manifest as words, for people. */
export function declaredFields(manifest: Manifest): Record<string, string> {
  const simple = SHOWN_FIELDS.flatMap(field => {
    const value = (manifest as Partial<Record<string, unknown>>)[field];
    if (value === undefined) return [];
    return [[field, [value].flat().join(', ')] as const];
  });
  const counted = (
    [
      ['files', manifest.files?.length],
      [
        'tables',
        manifest.kind === 'Dataset' ? manifest.tables?.length : undefined,
      ],
      [
        'splits',
        manifest.kind === 'Dataset' ? manifest.splits?.length : undefined,
      ],
      [
        'claims',
        manifest.kind === 'Model' ? manifest.claims?.length : undefined,
      ],
    ] as const
  ).flatMap(([field, n]) => (n ? [[field, String(n)] as const] : []));
  const grams =
    manifest.kind === 'Model' ? manifest.emissions?.grams : undefined;
  const responsible =
    manifest.kind === 'Dataset'
      ? Object.entries(manifest.responsible ?? {})
      : Object.entries(manifest.considerations ?? {}).map(
          ([name, words]) => [name, words.join('; ')] as const,
        );
  return Object.fromEntries(
    [
      ...simple,
      ...counted,
      ...(grams === undefined
        ? []
        : [['emissions', `${grams} g CO2e`] as const]),
      ...responsible,
    ].map(([field, words]) => [field, words.slice(0, SHOWN_CHARACTERS)]),
  );
}
