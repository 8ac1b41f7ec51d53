import { createHash } from 'node:crypto';
import { JONAS, SOFIA } from './people';
import { SeedRepository, texts } from './SeedRepository';
import { drawing } from './draw';

/** Leaves of one garden: made up, and the same each time. */
function leavesCsv(): string {
  const random = drawing('leaves');
  const rows = Array.from({ length: 240 }, (_, i) => {
    const spotted = random() < 0.4;
    const area = 18 + random() * 30;
    const spots = spotted ? 1 + Math.floor(random() * 9) : 0;
    const split = i % 5 === 0 ? 'test' : 'train';
    return `L${String(i + 1).padStart(3, '0')},${split},${
      spotted ? 'spotted' : 'clean'
    },${area.toFixed(1)},${spots}`;
  });
  return ['id,split,kind,area,spots', ...rows, ''].join('\n');
}

function croissant(csv: string): string {
  const column = (
    name: string,
    dataType: string | string[],
    rest: object = {},
  ) => ({
    '@type': 'cr:Field',
    '@id': `leaf/${name}`,
    name,
    dataType,
    source: { fileObject: { '@id': 'leaves.csv' }, extract: { column: name } },
    ...rest,
  });
  return `${JSON.stringify(
    {
      '@context': {
        '@language': 'en',
        '@vocab': 'https://schema.org/',
        sc: 'https://schema.org/',
        cr: 'http://mlcommons.org/croissant/',
        rai: 'http://mlcommons.org/croissant/RAI/',
        dct: 'http://purl.org/dc/terms/',
        conformsTo: 'dct:conformsTo',
        recordSet: 'cr:recordSet',
        field: 'cr:field',
        dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
      },
      '@type': 'sc:Dataset',
      name: 'leaf-spots',
      conformsTo: 'http://mlcommons.org/croissant/1.1',
      description: 'Leaves of one garden, with and without spots.',
      license: 'CC0-1.0',
      creator: { '@type': 'sc:Person', name: 'Jonas Weber' },
      datePublished: '2026-03-02',
      version: '1.0.0',
      'rai:dataCollection':
        'Every leaf below two metres, measured by hand in one afternoon.',
      'rai:dataBiases':
        'One garden, one season: shade and soil are the same for all.',
      distribution: [
        {
          '@type': 'cr:FileObject',
          '@id': 'leaves.csv',
          name: 'leaves.csv',
          contentUrl: 'leaves.csv',
          encodingFormat: 'text/csv',
          sha256: createHash('sha256').update(csv).digest('hex'),
        },
      ],
      recordSet: [
        {
          '@type': 'cr:RecordSet',
          '@id': 'splits',
          name: 'splits',
          dataType: 'cr:Split',
          key: { '@id': 'splits/name' },
          field: [
            { '@type': 'cr:Field', '@id': 'splits/name', dataType: 'sc:Text' },
          ],
          data: [{ 'splits/name': 'train' }, { 'splits/name': 'test' }],
        },
        {
          '@type': 'cr:RecordSet',
          '@id': 'kinds',
          name: 'kinds',
          dataType: 'sc:Enumeration',
          key: { '@id': 'kinds/name' },
          field: [
            { '@type': 'cr:Field', '@id': 'kinds/name', dataType: 'sc:Text' },
          ],
          data: [{ 'kinds/name': 'clean' }, { 'kinds/name': 'spotted' }],
        },
        {
          '@type': 'cr:RecordSet',
          '@id': 'leaf',
          name: 'leaf',
          key: { '@id': 'leaf/id' },
          field: [
            column('id', 'sc:Text'),
            column('split', 'sc:Text', {
              references: { field: { '@id': 'splits/name' } },
            }),
            column('kind', ['sc:Text', 'cr:Label'], {
              references: { field: { '@id': 'kinds/name' } },
            }),
            column('area', 'sc:Float', {
              description: 'Area in square centimetres',
            }),
            column('spots', 'sc:Integer', { description: 'Number of spots' }),
          ],
        },
      ],
    },
    null,
    2,
  )}\n`;
}

const CARD = `---
# Whoever looks here first finds the Hugging Face card.
pretty_name: Leaf spots
task_categories: [tabular-classification]
language: [en]
tags: [plants, field-notes]
size_categories: [n<1K]
---

# Leaf spots

240 leaves of one garden, measured by hand. Nobody wrote a greenroom.yaml for
them: the Croissant file and this card are all that Greenroom reads.
`;

const MODEL_CARD = `---
library_name: sklearn
pipeline_tag: tabular-classification
license: apache-2.0
datasets: [northlight/leaf-spots]
tags: [plants]
co2_eq_emissions:
  emissions: 3
  source: estimated from the run time
  geographical_location: Bergen, Norway
model-index:
  - name: leaf-reader
    results:
      - task: { type: tabular-classification }
        dataset: { name: Leaf spots, type: northlight/leaf-spots, split: test }
        metrics: [{ type: accuracy, value: 0.958 }]
---

# Leaf reader

Tells spotted leaves from clean ones by their measures.
`;

const MLMODEL = `artifact_path: leaf-reader
flavors:
  python_function:
    loader_module: mlflow.sklearn
    model_path: model.pkl
    python_version: 3.11.9
  sklearn:
    pickled_model: model.pkl
    sklearn_version: 1.5.2
metadata:
  trained_on: { dataset: leaf-spots, version: 1.0.0 }
mlflow_version: 3.1.0
model_id: m-5f0c2a7be0d94c5a
signature:
  inputs: '[{"type": "double", "name": "area", "required": true}, {"type": "long", "name": "spots", "required": true}]'
  outputs: '[{"type": "string"}]'
utc_time_created: '2026-03-09 10:11:12.000000'
`;

const BOM = `${JSON.stringify(
  {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    components: [
      {
        'bom-ref': 'leaf-reader',
        type: 'machine-learning-model',
        name: 'leaf-reader',
        version: '1.2.0',
        description: 'A small forest over two measures of a leaf.',
        modelCard: {
          modelParameters: {
            task: 'tabular-classification',
            architectureFamily: 'random forest',
          },
          considerations: {
            technicalLimitations: [
              'Leaves of other gardens were never shown to it.',
            ],
          },
        },
      },
    ],
  },
  null,
  2,
)}\n`;

const SERVICE = `# What the cluster serves. Greenroom compares it with what is declared.
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: leaf-reader
  namespace: garden
  annotations:
    greenroom.dev/asset: northlight/field-notes#leaf-reader
spec:
  predictor:
    model:
      modelFormat: { name: sklearn }
      storageUri: s3://northlight-models/leaf-reader/1.1.0
`;

/** A repository that never heard of Greenroom: Croissant, cards, MLmodel, an ML-BOM, a Data Package and KServe. */
export function fieldNotes(): SeedRepository {
  const csv = leavesCsv();
  return {
    name: 'field-notes',
    description: 'Notes from the garden, in formats of other tools',
    topics: ['dataset', 'model'],
    commits: [
      {
        message: 'Measure 240 leaves',
        author: JONAS,
        date: '2026-03-02T15:00:00Z',
        files: texts({
          'datasets/leaf-spots/croissant.json': croissant(csv),
          'datasets/leaf-spots/README.md': CARD,
          'datasets/leaf-spots/leaves.csv': csv,
          CODEOWNERS: '* @northlight/governance\n',
        }),
      },
      {
        message: 'Read leaves',
        author: SOFIA,
        date: '2026-03-09T10:30:00Z',
        tag: 'leaf-reader@v1.2.0',
        files: texts({
          'models/leaf-reader/README.md': MODEL_CARD,
          'models/leaf-reader/MLmodel': MLMODEL,
          'models/leaf-reader/bom.json': BOM,
          'models/leaf-reader/.eval_results/leaf-spots.yaml': `- dataset:\n    id: northlight/leaf-spots\n    task_id: accuracy\n  value: 95.8\n  date: '2026-03-09'\n`,
          'kserve/leaf-reader.yaml': SERVICE,
        }),
      },
    ],
  };
}
