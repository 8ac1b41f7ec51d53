import { type DatasetManifest, readManifest } from '@greenroom/manifest';
import fc from 'fast-check';
import { cardWith, reader, RUN } from '../cards/__testUtils__/reader';
import { checkCard } from '../cards/checkCard';
import { draftManifest } from './draftManifest';
import { exportAsset } from './exportAsset';
import type { ExportedAsset } from './ExportedAsset';
import { cyclonedxProblems } from './cyclonedx/cyclonedxProblems';
import { edgesOfEvent } from './openlineage/edgesOfEvent';
import { eventsOf } from './openlineage/eventsOf';
import { runEventSchema } from './openlineage/RunEvent';

const MODEL: ExportedAsset = {
  manifest: {
    ...reader(),
    owner: 'group:default/digits',
    trainedOn: { dataset: 'digits', version: '1.0.0', split: 'train' },
  },
  repository: 'northlight/digit-reader',
  commit: 'a'.repeat(40),
  time: '2026-11-26T10:00:00.000Z',
  files: [{ path: 'model.onnx', sha256: 'b'.repeat(64), sizeBytes: 12 }],
  runs: [RUN],
};

function data(): DatasetManifest {
  const read = readManifest(
    'greenroom.yaml',
    `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: digits, title: Digits, tags: [vision] }
spec:
  version: 1.0.0
  license: CC-BY-4.0
  table: { path: rows.csv }
  key: id
  columns:
    - { name: id, type: string }
    - { name: height, type: number, description: Of the digit. }
    - { name: writer, type: string, personal: true }
`,
  );
  if (!read.ok) throw new Error(read.errors[0].message);
  return read.assets[0] as DatasetManifest;
}
const DATA: ExportedAsset = {
  manifest: data(),
  files: [{ path: 'rows.csv', sha256: 'c'.repeat(64), sizeBytes: 9 }],
  runs: [],
};

const contentOf = async (...args: Parameters<typeof exportAsset>) =>
  (await exportAsset(...args)).content;

describe('a model as CycloneDX', () => {
  it('is valid by the schema of CycloneDX, and is read back with its figures and intervals', async () => {
    const content = await contentOf(MODEL, 'cyclonedx');
    expect(await cyclonedxProblems(content)).toEqual([]);
    const read = readManifest('reader.cdx.json', content);
    if (!read.ok) throw new Error(read.errors[0].message);
    expect(read.assets.find(({ kind }) => kind === 'Model')).toMatchObject({
      name: 'digit-reader',
      version: '2.0.0',
      license: 'Apache-2.0',
      datasets: ['digits'],
      claims: [
        { metric: 'accuracy', value: 0.9412, low: 0.9249, high: 0.9541 },
        { metric: 'macroF1', value: 0.94051 },
        { metric: 'logLoss', value: 0.2104 },
      ],
      files: [{ path: 'model.onnx', sha256: 'b'.repeat(64) }],
    });
  });

  it('is the same bytes each time', async () => {
    expect(await contentOf(MODEL, 'cyclonedx')).toBe(
      await contentOf(MODEL, 'cyclonedx'),
    );
  });

  it('that is none is told by its schema', async () => {
    const [problem] = await cyclonedxProblems(
      '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{}]}',
    );
    expect(problem).toContain('components');
  });
});

describe('a data set as Croissant', () => {
  it('is read back with its columns, key, licence and digests', async () => {
    const read = readManifest(
      'croissant.json',
      await contentOf(DATA, 'croissant'),
    );
    if (!read.ok) throw new Error(read.errors[0].message);
    expect(read.warnings).toEqual([]);
    expect(read.assets[0]).toMatchObject({
      name: 'digits',
      version: '1.0.0',
      license: 'CC-BY-4.0',
      files: [{ path: 'rows.csv', sha256: 'c'.repeat(64) }],
      tables: [
        {
          key: ['id'],
          columns: [
            { name: 'id' },
            { name: 'height', type: 'number', description: 'Of the digit.' },
            { name: 'writer' },
          ],
        },
      ],
    });
  });

  it('is not what a model can be told as', async () => {
    await expect(exportAsset(MODEL, 'croissant')).rejects.toThrow(
      /digit-reader is a model, and Croissant tells of data sets/,
    );
  });
});

describe('events of OpenLineage', () => {
  it('say of a training what we read from them again', () => {
    const [training] = eventsOf(MODEL);
    const { edges } = edgesOfEvent(runEventSchema.parse(training));
    expect(edges).toMatchObject([
      {
        from: 'dataset:digits@1.0.0',
        to: 'model:digit-reader@2.0.0',
        kind: 'trained on',
      },
    ]);
  });

  it('of others state that each output is derived from each input, once it is complete', () => {
    const event = {
      eventType: 'COMPLETE',
      eventTime: '2026-11-26T10:00:00Z',
      producer: 'https://github.com/OpenLineage/OpenLineage/tree/1.0',
      schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json',
      run: { runId: '3f5e83fa-3480-44ff-99c5-ff943904e5e8' },
      job: { namespace: 'airflow', name: 'clean' },
      inputs: [{ namespace: 'postgres://db', name: 'raw' }],
      outputs: [{ namespace: 's3://lake', name: 'clean' }],
    };
    expect(edgesOfEvent(runEventSchema.parse(event)).edges).toEqual([
      {
        from: 'dataset:postgres://db/raw',
        to: 'dataset:s3://lake/clean',
        kind: 'derived from',
        origin:
          'OpenLineage: airflow/clean, run 3f5e83fa-3480-44ff-99c5-ff943904e5e8',
        since: Date.parse(event.eventTime),
      },
    ]);
    const failed = { ...event, eventType: 'FAIL' };
    expect(edgesOfEvent(runEventSchema.parse(failed)).edges).toEqual([]);
  });
});

describe('columns in events of OpenLineage', () => {
  const eventWith = (columnLineage: object) =>
    runEventSchema.parse({
      eventType: 'COMPLETE',
      eventTime: '2026-11-26T10:00:00Z',
      producer: 'https://example.com/pipeline',
      schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json',
      run: { runId: '3f5e83fa-3480-44ff-99c5-ff943904e5e8' },
      job: { namespace: 'spark', name: 'clean' },
      inputs: [
        {
          namespace: 'lake',
          name: 'people',
          facets: { version: { datasetVersion: '7' } },
        },
      ],
      outputs: [
        { namespace: 'lake', name: 'clean', facets: { columnLineage } },
      ],
    });
  const field = (name: string, column: string, more: object = {}) => ({
    ...{ namespace: 'lake', name, field: column },
    ...more,
  });

  it('are made of fields of inputs, in the version of the input, and of what only the facet names', () => {
    const { edges, columns, problems } = edgesOfEvent(
      eventWith({
        fields: {
          age: {
            inputFields: [
              field('people', 'born', {
                transformations: [
                  {
                    type: 'DIRECT',
                    subtype: 'TRANSFORMATION',
                    description: '',
                  },
                ],
              }),
            ],
          },
          town: {
            inputFields: [field('places', 'name')],
            transformationDescription: 'by post code',
          },
        },
        dataset: [field('consents', 'given')],
      }),
    );
    expect(problems).toEqual([]);
    expect(
      columns.map(({ from, to, how }) => [
        from.node,
        from.column,
        to.column,
        how,
      ]),
    ).toEqual([
      ['dataset:lake/people@7', 'born', 'age', 'TRANSFORMATION'],
      ['dataset:lake/places', 'name', 'town', 'by post code'],
    ]);
    expect(edges.map(({ from }) => from)).toEqual([
      'dataset:lake/people@7',
      'dataset:lake/places',
      'dataset:lake/consents',
    ]);
  });

  it('that are not as they have to be are told, and the others are taken', () => {
    const { edges, columns, problems } = edgesOfEvent(
      eventWith({
        fields: {
          age: { inputFields: [field('people', 'born')] },
          town: { inputFields: [{ namespace: 'lake', name: 'places' }] },
        },
        dataset: 'all of it',
      }),
    );
    expect(problems).toEqual([
      expect.stringMatching(
        /of clean is not read at fields.town: inputFields.0.field: /,
      ),
      expect.stringMatching(/of clean is not read at dataset: /),
    ]);
    expect(columns.map(({ to }) => to.column)).toEqual(['age']);
    expect(edges).toHaveLength(1);
    expect(edgesOfEvent(eventWith({})).problems).toEqual([
      'The facet columnLineage of clean is not read at fields: it has to be an object, a column of the output each.',
    ]);
  });

  it('are told of our own data sets, and read from there again', () => {
    const [event] = eventsOf({
      runs: [],
      manifest: {
        ...DATA.manifest,
        kind: 'Dataset',
        name: 'people',
        version: '2.0.0',
        columns: [
          {
            name: 'age',
            from: [{ dataset: 'raw', column: 'born', how: 'in years' }],
          },
          { name: 'group', from: [{ column: 'age' }] },
        ],
      } as DatasetManifest,
    });
    const { columns, edges } = edgesOfEvent(runEventSchema.parse(event));
    expect(columns).toMatchObject([
      {
        from: { node: 'dataset:raw', column: 'born' },
        to: { node: 'dataset:people@2.0.0', column: 'age' },
        how: 'in years',
      },
      {
        from: { node: 'dataset:people@2.0.0', column: 'age' },
        to: { node: 'dataset:people@2.0.0', column: 'group' },
      },
    ]);
    expect(edges.map(({ from }) => from)).toEqual(['dataset:raw']);
  });
});

describe('a card for the Hub', () => {
  it('keeps its text and its other fields, and says the results that were measured', async () => {
    const text = cardWith({
      accuracy: '0.5',
      body: '## Uses\n\nReading.',
    }).replace(
      'license: apache-2.0',
      'license: apache-2.0\nthumbnail: digits.png',
    );
    const checked = checkCard('README.md', text, { templates: [], runs: [] });
    const card = { path: 'README.md', text, checked };
    const content = await contentOf({ ...MODEL, card }, 'hf-card');
    expect(content).toContain('thumbnail: digits.png');
    expect(content).toContain('## Uses\n\nReading.');
    const read = readManifest('README.md', content);
    if (!read.ok) throw new Error(read.errors[0].message);
    expect(read.assets[0]).toMatchObject({
      license: 'apache-2.0',
      claims: [{ metric: 'accuracy', value: 0.9412, split: 'test' }, {}, {}],
    });
  });
});

describe('a dossier', () => {
  it('says what is not known, and names no other file', async () => {
    const content = await contentOf(MODEL, 'dossier');
    expect(content).toContain('Nobody has decided.');
    expect(content).toContain('0.9412');
    expect(content).not.toMatch(/<(script|link|img|iframe)|src=|href=|url\(/i);
  });

  it('has nothing of a stranger as markup', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", 'a', '/') }),
        async said => {
          const manifest = {
            ...MODEL.manifest,
            description: said,
            title: said,
          };
          const content = await contentOf({ ...MODEL, manifest }, 'dossier');
          const plain = await contentOf(
            { ...MODEL, manifest: { ...manifest, description: '', title: '' } },
            'dossier',
          );
          const tags = (text: string) => text.match(/<[^>]*>/g);
          expect(tags(content)).toEqual(tags(plain));
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('an import', () => {
  it('writes a manifest of what is known, and says what it lacks and leaves', async () => {
    const read = readManifest(
      'croissant.json',
      await contentOf(DATA, 'croissant'),
    );
    if (!read.ok) throw new Error(read.errors[0].message);
    const { yaml, lacking, left } = draftManifest(read.assets[0]);
    expect(lacking).toEqual([]);
    expect(left).toContain('files');
    const again = readManifest('greenroom.yaml', yaml);
    expect(again.ok && again.assets[0]).toMatchObject({
      name: 'digits',
      table: { path: 'rows.csv' },
      key: 'id',
      license: 'CC-BY-4.0',
    });
  });

  it('of a model without a file that is run says so', async () => {
    const read = readManifest(
      'reader.cdx.json',
      await contentOf(
        { ...MODEL, manifest: { ...reader(), task: 'reading' } },
        'cyclonedx',
      ),
    );
    if (!read.ok) throw new Error(read.errors[0].message);
    expect(draftManifest(read.assets[0]).lacking).not.toEqual([]);
  });
});
