import type { Manifest } from '@greenroom/manifest';

/** A value of a manifest that people edit by itself. */
export type ManifestField = {
  /** In words. */
  readonly name: string;
  readonly path: readonly (string | number)[];
  readonly type: 'text' | 'number' | 'yes or no';
  /** The place behind the last of a list. */
  readonly adds?: true;
};

/** Columns of a wider table are described in the manifest itself. */
const MOST_COLUMNS = 60;

/** Fields that are one value each, in the order in which people ask for them. */
export function manifestFields(manifest: Manifest): readonly ManifestField[] {
  const text = (name: string, ...path: (string | number)[]): ManifestField => ({
    name,
    path,
    type: 'text',
  });
  return [
    text('Title', 'metadata', 'title'),
    text('Description', 'metadata', 'description'),
    text('Owner', 'metadata', 'owner'),
    text('System', 'metadata', 'system'),
    ...(manifest.tags ?? []).map((_, i) =>
      text(`Tag ${i + 1}`, 'metadata', 'tags', i),
    ),
    {
      ...text('New tag', 'metadata', 'tags', manifest.tags?.length ?? 0),
      adds: true,
    },
    text('Version', 'spec', 'version'),
    text('Licence', 'spec', 'license'),
    text('Task', 'spec', 'task'),
    ...(manifest.kind === 'Model'
      ? [
          text('Card', 'spec', 'card'),
          ...(manifest.classes?.length === 2
            ? [
                {
                  name: `Threshold of ${manifest.classes[1]}`,
                  path: ['spec', 'threshold'],
                  type: 'number' as const,
                },
              ]
            : []),
          ...(manifest.endpoint
            ? [text('Version on the server', 'spec', 'endpoint', 'version')]
            : []),
        ]
      : [
          text('Guideline for labels', 'spec', 'guideline'),
          ...(manifest.columns ?? [])
            .slice(0, MOST_COLUMNS)
            .flatMap((column, i) => columnFields(column.name, i)),
        ]),
  ];
}

function columnFields(name: string, at: number): ManifestField[] {
  const path = (field: string) => ['spec', 'columns', at, field];
  return [
    {
      name: `${name} is personal data`,
      path: path('personal'),
      type: 'yes or no',
    },
    {
      name: `${name} tells slices apart`,
      path: path('slice'),
      type: 'yes or no',
    },
    { name: `Description of ${name}`, path: path('description'), type: 'text' },
    { name: `Unit of ${name}`, path: path('unit'), type: 'text' },
  ];
}

/** Headings that readers of a card look for. */
const HEADINGS = {
  Dataset: [
    'Uses',
    'How it was collected',
    'Labels',
    'Splits',
    'Personal data',
    'Limitations',
  ],
  Model: [
    'Intended use',
    'How it works',
    'Training data',
    'Evaluation',
    'Limitations',
  ],
} as const;

/** Those that a card has not, whatever the case of their letters. */
export function missingHeadings(
  kind: Manifest['kind'],
  there: readonly string[],
): readonly string[] {
  const known = new Set(there.map(heading => heading.toLowerCase()));
  return HEADINGS[kind].filter(heading => !known.has(heading.toLowerCase()));
}
