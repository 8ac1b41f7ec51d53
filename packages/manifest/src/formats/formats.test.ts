import type {
  DatasetManifest,
  DeploymentManifest,
  ModelManifest,
  StorageManifest,
} from '../Manifest';
import { readManifest, type ReadOptions } from '../readManifest';

/** The first thing that a text declares. */
function read<T>(
  path: string,
  text: string | object,
  options?: ReadOptions,
): T {
  const result = readManifest(
    path,
    typeof text === 'string' ? text : JSON.stringify(text, null, 2),
    options,
  );
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.declarations[0] as unknown as T;
}

function refusal(path: string, text: string | object): string {
  const result = readManifest(
    path,
    typeof text === 'string' ? text : JSON.stringify(text, null, 2),
  );
  return result.ok
    ? 'read'
    : `${result.errors[0].line}:${result.errors[0].column} ${result.errors[0].pointer} ${result.errors[0].message}`;
}

const CONTEXT = {
  '@vocab': 'https://schema.org/',
  sc: 'https://schema.org/',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  dct: 'http://purl.org/dc/terms/',
  conformsTo: 'dct:conformsTo',
};

function croissant(prefix: string) {
  const cr = (term: string) => `${prefix}${term}`;
  return {
    '@context': CONTEXT,
    '@type': 'sc:Dataset',
    name: 'Leaf Spots',
    description: 'Leaves with and without spots.',
    license: 'https://spdx.org/licenses/CC0-1.0',
    conformsTo: 'http://mlcommons.org/croissant/1.1',
    creator: [
      { '@type': 'Person', name: 'Ada' },
      { '@type': 'Organization', url: 'https://example.org' },
    ],
    'rai:dataCollection': 'By hand, in one garden.',
    distribution: [
      {
        '@type': 'cr:FileObject',
        '@id': 'leaves',
        contentUrl: 'data/leaves.csv',
        encodingFormat: 'text/csv',
        sha256: 'ab'.repeat(32),
        contentSize: '12 kB',
      },
    ],
    [cr('recordSet')]: [
      {
        '@type': 'cr:RecordSet',
        '@id': 'splits',
        dataType: 'cr:Split',
        field: [{ '@id': 'splits/name', dataType: 'sc:Text' }],
        data: [{ 'splits/name': 'train' }, { 'splits/name': 'test' }],
      },
      {
        '@type': 'cr:RecordSet',
        '@id': 'kinds',
        dataType: 'sc:Enumeration',
        field: [{ '@id': 'kinds/name', dataType: 'sc:Text' }],
        data: [{ 'kinds/name': 'clean' }, { 'kinds/name': 'spotted' }],
      },
      {
        '@type': 'cr:RecordSet',
        '@id': 'leaf',
        [cr('key')]: { '@id': 'leaf/id' },
        field: [
          {
            '@id': 'leaf/id',
            dataType: 'sc:Text',
            source: {
              fileObject: { '@id': 'leaves' },
              extract: { column: 'id' },
            },
          },
          {
            '@id': 'leaf/kind',
            dataType: ['sc:Text', 'cr:Label'],
            source: {
              fileObject: { '@id': 'leaves' },
              extract: { column: 'kind' },
            },
            references: { field: { '@id': 'kinds/name' } },
          },
          {
            '@id': 'leaf/split',
            dataType: 'sc:Text',
            source: {
              fileObject: { '@id': 'leaves' },
              extract: { column: 'split' },
            },
            references: { field: { '@id': 'splits/name' } },
          },
          {
            '@id': 'leaf/area',
            dataType: 'sc:Float',
            source: {
              fileObject: { '@id': 'leaves' },
              extract: { column: 'area' },
            },
          },
        ],
      },
    ],
  };
}

describe('Croissant', () => {
  it.each([[''], ['cr:'], ['http://mlcommons.org/croissant/']])(
    'is read whatever prefix its terms have (%s)',
    prefix => {
      expect(
        read<DatasetManifest>('croissant.json', croissant(prefix)),
      ).toMatchObject({
        kind: 'Dataset',
        name: 'Leaf-Spots',
        title: 'Leaf Spots',
        creators: ['Ada', 'https://example.org'],
        responsible: { dataCollection: 'By hand, in one garden.' },
        files: [{ path: 'data/leaves.csv', sizeBytes: 12_000 }],
        // One table in one file says what our own manifest would.
        table: { path: 'data/leaves.csv', format: 'csv' },
        key: 'id',
        label: 'kind',
        split: 'split',
        classes: ['clean', 'spotted'],
        splits: [{ name: 'train' }, { name: 'test' }],
        columns: [
          { name: 'id' },
          { name: 'kind' },
          { name: 'split' },
          { name: 'area', type: 'number' },
        ],
      });
    },
  );

  it('has the field that a column takes its values from, where they are not listed', () => {
    const text = JSON.stringify(croissant('')).replace(
      '"dataType":"sc:Float"',
      '"dataType":"sc:Float","references":{"field":{"@id":"gardens/area"}}',
    );
    const { columns } = read<DatasetManifest>(
      'croissant.json',
      JSON.parse(text),
    );
    expect(columns?.map(({ name, from }) => [name, from])).toEqual([
      ['id', undefined],
      ['kind', undefined],
      ['split', undefined],
      ['area', [{ column: 'gardens/area' }]],
    ]);
  });

  it('refuses another version than it knows', () => {
    const old = {
      ...croissant(''),
      conformsTo: 'http://mlcommons.org/croissant/2.0',
    };
    expect(refusal('croissant.json', old)).toMatch(
      /\/conformsTo .*2\.0; 1\.0 and 1\.1 are read/,
    );
  });

  it('leaves out a file inside the network, and says so', () => {
    const inside = croissant('');
    inside.distribution[0].contentUrl =
      'http://169.254.169.254/latest/meta-data';
    const result = readManifest('croissant.json', JSON.stringify(inside));
    expect(result.warnings[0].message).toMatch(/points inside the network/);
    expect(result.ok && result.assets[0].files).toBeUndefined();
  });
});

describe('Hugging Face data set card', () => {
  const card = (yaml: string) => `---\n${yaml}---\n# Leaves\n\nWhat it is.\n`;

  it('takes dataset_info as one map or as a list', () => {
    const info =
      'features:\n- name: leaf\n  dtype: image\n- name: kind\n  dtype:\n    class_label:\n      names:\n        "0": clean\n        "1": spotted\nsplits:\n- name: train\n  num_examples: 90\n';
    const indented = info.replace(/^/gm, '  ').trimEnd();
    const one = read<DatasetManifest>(
      'README.md',
      card(`dataset_info:\n${indented}\n`),
    );
    const list = read<DatasetManifest>(
      'README.md',
      card(`dataset_info:\n- config_name: default\n${indented}\n`),
    );
    for (const found of [one, list]) {
      expect(found).toMatchObject({
        label: 'kind',
        classes: ['clean', 'spotted'],
        columns: [{ name: 'leaf', type: 'image' }, { name: 'kind' }],
        tables: [{ name: 'default', rows: 90 }],
        splits: [{ name: 'train', rows: 90 }],
      });
    }
  });

  it.each([
    ['license: mit\ntask_categories: [x]\n', 'mit'],
    ['licenses:\n- mit\ntask_categories: [x]\n', 'mit'],
    ['license: other\nlicense_name: leaf-1\nconfigs: []\n', 'leaf-1'],
  ])('reads the licence of %j', (yaml, license) => {
    expect(read<DatasetManifest>('README.md', card(yaml)).license).toBe(
      license,
    );
  });

  it.each([
    ['data_files: data/*.csv', ['data/*.csv'], []],
    [
      'data_files:\n  - split: train\n    path: [a.csv, b.csv]',
      ['a.csv', 'b.csv'],
      ['train'],
    ],
    [
      'data_files:\n    train: a.csv\n    test: b.csv',
      ['a.csv', 'b.csv'],
      ['train', 'test'],
    ],
  ])('reads configs with %j', (files, paths, splits) => {
    const found = read<DatasetManifest>(
      'README.md',
      card(`configs:\n- config_name: main\n  ${files}\n`),
    );
    expect(found.tables).toMatchObject([{ name: 'main', files: paths }]);
    expect((found.splits ?? []).map(({ name }) => name)).toEqual(splits);
  });

  it.each([
    [
      'configs:\n- config_name: main\n  data_files:\n  - split: train\n    path: data/train-*.parquet\n  - split: test\n    path: [data/test.parquet]\n',
      {
        splits: [
          { name: 'train', path: ['data/train-*.parquet'] },
          { name: 'test', path: ['data/test.parquet'] },
        ],
        format: 'parquet',
      },
    ],
    [
      'configs:\n- config_name: a\n  data_files: a.csv\n- config_name: b\n  default: true\n  sep: "\\t"\n  data_files: b.csv\n',
      { path: ['b.csv'], format: 'csv', dialect: { delimiter: '\t' } },
    ],
  ])(
    'takes the files of its only or default configuration for its table',
    (yaml, table) => {
      expect(read<DatasetManifest>('README.md', card(yaml)).table).toEqual(
        table,
      );
    },
  );

  it.each([
    [
      'two configurations',
      '- config_name: a\n  data_files: a.csv\n- config_name: b\n  data_files: b.csv\n',
    ],
    [
      'files of two formats',
      '- config_name: a\n  data_files: [a.csv, b.parquet]\n',
    ],
    ['a folder', '- config_name: a\n  data_dir: data\n'],
    [
      'files elsewhere',
      '- config_name: a\n  data_files: https://example.org/a.csv\n',
    ],
  ])('has no table where there are %s', (_what, configs) => {
    const found = read<DatasetManifest>(
      'README.md',
      card(`configs:\n${configs}`),
    );
    expect(found.table).toBeUndefined();
  });

  it('keeps the keys of cards before 2022', () => {
    const old =
      'languages:\n  a: [en]\n  b: [de, en]\nlicenses: {a: [cc0-1.0]}\ntask_categories: {a: [text-classification]}\nconfigs: [a, b]\n';
    expect(read<DatasetManifest>('README.md', card(old))).toMatchObject({
      languages: ['en', 'de'],
      license: 'cc0-1.0',
      tasks: ['text-classification'],
      tables: [{ name: 'a' }, { name: 'b' }],
    });
  });

  it('names the line of the file where the front matter is wrong', () => {
    expect(
      refusal('README.md', '---\nlicense: mit\ntags: [a\n---\ntext\n'),
    ).toMatch(/^[34]:/);
    expect(refusal('README.md', '# Only text\n')).toMatch(/no front matter/);
  });
});

describe('Hugging Face model card and evaluation results', () => {
  const CARD =
    '---\nlibrary_name: onnx\nbase_model: acme/base\ndatasets: [acme/leaves]\npipeline_tag: image-classification\nco2_eq_emissions: {emissions: 240, source: codecarbon, geographical_location: Bergen}\nmodel-index:\n- name: leaf-reader\n  results:\n  - task: {type: image-classification}\n    dataset: {name: Leaves, type: acme/leaves, split: test}\n    metrics:\n    - {type: accuracy, value: 0.91}\n    - {type: f1, value: "20.0 ± 1.2"}\n---\nReads leaves.\n';

  it('reads what it is made of and what is claimed of it', () => {
    const model = read<ModelManifest>('README.md', CARD);
    expect(model).toMatchObject({
      name: 'leaf-reader',
      library: 'onnx',
      baseModels: ['acme/base'],
      datasets: ['acme/leaves'],
      emissions: { grams: 240, location: 'Bergen' },
      description: 'Reads leaves.',
    });
    // A text with two numbers is no figure.
    expect(model.claims).toEqual([
      expect.objectContaining({
        metric: 'accuracy',
        value: 0.91,
        split: 'test',
        origin: expect.objectContaining({ line: 13 }),
      }),
    ]);
  });

  it('reads .eval_results', () => {
    const text =
      '- dataset: {id: acme/leaves, task_id: hard}\n  value: 63.3\n  date: "2026-02-03"\n  source: {url: "https://example.org/run"}\n';
    expect(
      read<ModelManifest>('leaf-reader/.eval_results/leaves.yaml', text),
    ).toMatchObject({
      name: 'leaf-reader',
      claims: [
        {
          dataset: 'acme/leaves',
          config: 'hard',
          metric: 'hard',
          value: 63.3,
          date: '2026-02-03',
        },
      ],
    });
    expect(refusal('.eval_results/x.yaml', '- value: 3\n')).toMatch(
      /^1:.*does not name its benchmark/,
    );
  });
});

describe('Data Package', () => {
  const v2 = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'leaves',
    licenses: [{ name: 'CC0-1.0' }],
    contributors: [{ title: 'Ada' }],
    resources: [
      {
        name: 'leaves',
        path: 'leaves.csv',
        hash: `sha256:${'ab'.repeat(32)}`,
        schema: {
          primaryKey: 'id',
          fields: [
            { name: 'id', type: 'string' },
            {
              name: 'kind',
              type: 'string',
              categories: [{ value: 'clean' }, { value: 'spotted' }],
            },
            { name: 'seen', type: 'date', constraints: { required: true } },
          ],
        },
      },
    ],
  };

  it('reads v2, with its one table', () => {
    expect(read<DatasetManifest>('datapackage.json', v2)).toMatchObject({
      name: 'leaves',
      license: 'CC0-1.0',
      creators: ['Ada'],
      table: { path: 'leaves.csv', format: 'csv' },
      key: 'id',
      columns: [
        { name: 'id' },
        { name: 'kind', classes: ['clean', 'spotted'] },
        { name: 'seen', type: 'date', required: true },
      ],
      files: [{ sha256: 'ab'.repeat(32) }],
    });
  });

  it('reads the dialect of its only table, beside files that are none', () => {
    const [resource] = v2.resources;
    const found = {
      ...v2,
      resources: [
        { name: 'notes', path: 'notes.pdf' },
        {
          ...resource,
          path: ['a.csv', 'b.csv'],
          encoding: 'windows-1252',
          dialect: { delimiter: ';', quoteChar: "'", header: true },
          schema: {
            missingValues: ['', 'NA'],
            fields: [{ name: 'x', type: 'number', decimalChar: ',' }],
          },
        },
      ],
    };
    expect(read<DatasetManifest>('datapackage.json', found).table).toEqual({
      path: ['a.csv', 'b.csv'],
      format: 'csv',
      dialect: {
        delimiter: ';',
        quote: "'",
        encoding: 'windows-1252',
        decimal: ',',
        nulls: ['NA'],
      },
    });
  });

  it('has no table where its dialect is not one that is read', () => {
    const [resource] = v2.resources;
    const dialect = { headerRows: [1, 2] };
    const found = { ...v2, resources: [{ ...resource, dialect }] };
    expect(
      read<DatasetManifest>('datapackage.json', found).table,
    ).toBeUndefined();
  });

  it('reads v1 in YAML, with its schema in a file beside it', () => {
    const text =
      'name: leaves\nlicense: PDDL-1.0\nresources:\n  - name: leaves\n    path: [a.csv, b.csv]\n    schema: schema.json\n';
    const beside = (file: string) =>
      file === 'schema.json'
        ? '{"fields":[{"name":"id","type":"integer"}]}'
        : undefined;
    expect(
      read<DatasetManifest>('datapackage.yml', text, { beside }),
    ).toMatchObject({
      license: 'PDDL-1.0',
      tables: [
        {
          name: 'leaves',
          files: ['a.csv', 'b.csv'],
          columns: [{ name: 'id', type: 'integer' }],
        },
      ],
    });
  });

  it.each([
    [{ name: 'x', resources: [] }, /at least one resource/],
    [{ name: 'x', resources: [{ name: 'a' }] }, /neither "path" nor "data"/],
    [
      { name: 'x', resources: [{ name: 'a', path: '/etc/passwd' }] },
      /\/resources\/0\/path .*absolute path/,
    ],
    [
      { name: 'x', resources: [{ name: 'a', path: '../../secret.csv' }] },
      /climbs out/,
    ],
    [
      {
        name: 'x',
        resources: [{ name: 'a', path: 'http://localhost:9200/all' }],
      },
      /inside the network/,
    ],
  ])('refuses %j', (text, reason) => {
    expect(refusal('datapackage.json', text)).toMatch(reason);
  });
});

describe('DVC', () => {
  it('reads a .dvc file, and what it was imported from', () => {
    const text =
      'deps:\n- path: data/leaves.csv\n  repo:\n    url: https://git.example/acme/leaves\n    rev_lock: 1234567890123456789012345678901234567890\nouts:\n- md5: d41d8cd98f00b204e9800998ecf8427e\n  size: 12\n  path: leaves.csv\n  remote: main\n';
    expect(read<DatasetManifest>('data/leaves.csv.dvc', text)).toMatchObject({
      kind: 'Dataset',
      name: 'leaves',
      files: [
        {
          path: 'leaves.csv',
          storage: 'dvc',
          md5: 'd41d8cd98f00b204e9800998ecf8427e',
          sizeBytes: 12,
          remote: 'main',
          importedFrom: {
            repository: 'https://git.example/acme/leaves',
            revision: '1234567890123456789012345678901234567890',
          },
        },
      ],
    });
  });

  it('resolves templates, foreach and matrix of dvc.yaml by params.yaml and vars', () => {
    const text = [
      'vars:',
      '  - folder: out',
      '  - more.json:deep',
      'stages:',
      '  plain: {cmd: "x", outs: ["${folder}/${deep.name}.bin"]}',
      '  each:',
      '    foreach: ${models}',
      '    do: {cmd: "x ${item.size}", outs: ["${key}.onnx"]}',
      '  grid:',
      '    matrix: {size: [1, 2], kind: [a]}',
      '    cmd: x',
      '    outs: ["${item.kind}-${item.size}.csv"]',
      'artifacts:',
      '  leaf-reader: {type: model, path: "${folder}/m.onnx", desc: Reads leaves}',
      '',
    ].join('\n');
    const files: Record<string, string> = {
      'params.yaml': 'models: {tiny: {size: 1}, large: {size: 9}}\n',
      'more.json': '{"deep": {"name": "n"}, "other": 1}',
    };
    const result = readManifest('dvc.yaml', text, {
      beside: file => files[file],
    });
    if (!result.ok) throw new Error(result.errors[0].message);
    const [model, storage] = result.declarations as [
      ModelManifest,
      StorageManifest,
    ];
    expect(model).toMatchObject({
      kind: 'Model',
      name: 'leaf-reader',
      model: { path: 'out/m.onnx' },
    });
    expect(storage.files?.map(({ path }) => path)).toEqual([
      'out/n.bin',
      'tiny.onnx',
      'large.onnx',
      'a-1.csv',
      'a-2.csv',
    ]);
  });

  it('says which expression of a template names nothing', () => {
    expect(
      refusal(
        'dvc.yaml',
        'stages:\n  a: {cmd: x, outs: ["${nobody.knows}"]}\n',
      ),
    ).toMatch(/^2:\d+ \/stages\/a .*\$\{nobody\.knows\} names nothing/);
  });

  it.each([['schema: "2.0"\nstages:\n  train:'], ['train:']])(
    'pins a model by the lock of %j',
    head => {
      const pad = head.startsWith('schema') ? '    ' : '  ';
      const text = `${head}\n${pad}cmd: x\n${pad}deps:\n${pad}- {path: data.csv, md5: aa, size: 3}\n${pad}outs:\n${pad}- {path: m.onnx, md5: bb}\n`;
      expect(read<StorageManifest>('dvc.lock', text)).toMatchObject({
        kind: 'Storage',
        files: [{ path: 'm.onnx', md5: 'bb' }],
        trainingPins: [
          { output: 'm.onnx', stage: 'train', path: 'data.csv', md5: 'aa' },
        ],
      });
    },
  );
});

describe('other formats', () => {
  it('reads a Git LFS pointer where the file itself would be', () => {
    const text = `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(
      32,
    )}\nsize 12345\n`;
    expect(read<StorageManifest>('data/leaves.csv', text)).toMatchObject({
      kind: 'Storage',
      files: [{ path: 'leaves.csv', storage: 'lfs', sizeBytes: 12345 }],
    });
    expect(refusal('x.bin', text.replace(/size.*/, ''))).toMatch(
      /^3:1 .*no "size"/,
    );
  });

  it('reads the signature of an MLmodel, JSON in strings, of MLflow 2 and 3', () => {
    const text =
      'flavors:\n  onnx: {data: model.onnx}\n  python_function: {loader_module: x}\nmodel_id: m-1\nsignature:\n  inputs: \'[{"name": "area", "type": "double", "required": true}]\'\n  outputs: \'[{"type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1, 2]}}]\'\nmetadata:\n  trained_on: {dataset: leaves, version: 1.2.0}\n';
    expect(read<ModelManifest>('leaf-reader/MLmodel', text)).toMatchObject({
      name: 'leaf-reader',
      library: 'onnx',
      modelId: 'm-1',
      model: { path: 'model.onnx', format: 'onnx' },
      signature: {
        inputs: [{ name: 'area', type: 'double', required: true }],
        outputs: [{ type: 'float32', shape: [-1, 2] }],
      },
      trainingPins: [{ dataset: 'leaves', version: '1.2.0' }],
    });
  });

  it('reads the models of a CycloneDX ML-BOM', () => {
    const bom = {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components: [
        { type: 'library', name: 'x' },
        {
          type: 'machine-learning-model',
          name: 'leaf-reader',
          version: '2',
          licenses: [{ license: { id: 'MIT' } }],
          modelCard: {
            modelParameters: {
              task: 'classification',
              datasets: [{ type: 'dataset', name: 'leaves' }],
            },
            quantitativeAnalysis: {
              performanceMetrics: [
                {
                  type: 'accuracy',
                  value: '0.9',
                  confidenceInterval: { lowerBound: '0.8', upperBound: '0.95' },
                },
              ],
            },
          },
        },
      ],
    };
    expect(read<ModelManifest>('bom.json', bom)).toMatchObject({
      name: 'leaf-reader',
      version: '2',
      license: 'MIT',
      datasets: ['leaves'],
      claims: [{ metric: 'accuracy', value: 0.9, low: 0.8, high: 0.95 }],
    });
    expect(refusal('bom.json', { ...bom, specVersion: '1.4' })).toMatch(
      /1\.4; CycloneDX 1\.5, 1\.6, 1\.7 are read/,
    );
    expect(refusal('bom.json', { ...bom, components: [] })).toMatch(
      /no machine-learning-model/,
    );
  });

  it('reads what KServe serves, and passes over other documents', () => {
    const text =
      'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n---\napiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata:\n  name: leaves\n  annotations: {greenroom.dev/asset: "acme/leaf-reader#leaf-reader"}\nspec:\n  predictor:\n    canaryTrafficPercent: 10\n    model:\n      modelFormat: {name: onnx}\n      storageUri: s3://models/leaf-reader/2.1.0\n';
    expect(
      read<DeploymentManifest>('kserve.yaml', text).deployment,
    ).toMatchObject({
      name: 'leaves',
      version: '2.1.0',
      modelFormat: 'onnx',
      canaryTrafficPercent: 10,
      asset: 'acme/leaf-reader#leaf-reader',
      origin: { line: 15 },
    });
  });
});
