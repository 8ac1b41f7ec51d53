import { JONAS, type SeedRepository, texts } from '@greenroom/catalog';

const KINDS = ['card', 'croissant', 'mlmodel', 'datapackage'] as const;

function manifestOf(
  kind: (typeof KINDS)[number],
  name: string,
): [string, string] {
  switch (kind) {
    case 'card':
      return [
        `datasets/${name}/README.md`,
        `---\npretty_name: ${name}\ntask_categories: [text-classification]\nlicense: mit\ntags: [bench]\n---\n\nNotes of ${name}.\n`,
      ];
    case 'croissant':
      return [
        `croissant/${name}/croissant.json`,
        `${JSON.stringify(
          {
            '@context': {
              '@vocab': 'https://schema.org/',
              cr: 'http://mlcommons.org/croissant/',
              conformsTo: 'http://purl.org/dc/terms/conformsTo',
            },
            '@type': 'Dataset',
            name,
            conformsTo: 'http://mlcommons.org/croissant/1.0',
            description: `Notes of ${name}.`,
            license: 'mit',
            distribution: [],
          },
          null,
          1,
        )}\n`,
      ];
    case 'mlmodel':
      return [
        `mlruns/${name}/MLmodel`,
        `flavors:\n  sklearn:\n    pickled_model: model.pkl\n    sklearn_version: 1.5.2\nmodel_id: m-${name}\nmetadata:\n  trained_on: { dataset: ${name.replace(
          /-\d+$/,
          '-0',
        )} }\n`,
      ];
    default:
      return [
        `packages/${name}/datapackage.json`,
        `${JSON.stringify(
          {
            name,
            resources: [{ name: 'rows', path: 'https://example.org/rows.csv' }],
          },
          null,
          1,
        )}\n`,
      ];
  }
}

/** An organisation of so many repositories with so many manifests each, of four formats, and files of other trades. */
export function manyRepositories(
  repositories: number,
  manifests: number,
  nameOf = (r: number) => `notes-${String(r).padStart(4, '0')}`,
): SeedRepository[] {
  return Array.from({ length: repositories }, (_, r) => {
    const name = nameOf(r);
    const files = Array.from({ length: manifests }, (_each, m) =>
      manifestOf(KINDS[m % KINDS.length], `${name}-${m}`),
    );
    return {
      name,
      description: `Notes ${r}`,
      topics: ['bench'],
      commits: [
        {
          message: 'Take notes',
          author: JONAS,
          date: '2026-01-05T08:00:00Z',
          files: texts({
            ...Object.fromEntries(files),
            CODEOWNERS: '* @northlight/governance\n',
            'src/main.py': 'print("notes")\n',
          }),
        },
      ],
    };
  });
}
