import type { Asset, Version } from '../registry/Asset';
import { judgesOf } from './judgesOf';

const DATASET = {
  manifest: {
    kind: 'Dataset',
    name: 'mails',
    task: 'text-classification',
    table: { path: 'mails.csv' },
    key: 'id',
    label: 'label',
    split: 'split',
    classes: ['ham', 'spam'],
    columns: [{ name: 'sender', type: 'string', personal: true }],
  },
  facts: {
    columns: ['id', 'label', 'split', 'words', 'sender'].map(name => ({
      name,
      type: 'VARCHAR',
    })),
  },
} as unknown as Version;

/** A version of a model of mails that reads one column. */
const model = (
  id: string,
  {
    classes = ['ham', 'spam'],
    reads = 'words',
    task = 'text-classification',
  }: {
    readonly classes?: readonly string[];
    readonly reads?: string;
    readonly task?: string;
  } = {},
) =>
  ({
    id,
    digest: id,
    commits: [`commit-of-${id}`],
    facts: {},
    manifest: {
      kind: 'Model',
      name: 'sorter',
      task,
      model: { path: 'model.onnx', format: 'onnx' },
      classes,
      preprocessing: {
        input: 'x',
        output: 'p',
        steps: [{ op: 'numbers', columns: [reads] }],
      },
    },
  } as unknown as Version);

/** Versions by model, of which a stage tag may name one. */
async function judges(
  models: Readonly<Record<string, readonly Version[]>>,
  inProduction: Readonly<Record<string, string>> = {},
) {
  const found = await judgesOf(
    {
      assets: {
        listModelsNaming: async () =>
          Object.keys(models).map(
            id =>
              ({
                id,
                name: id,
                manifest: { origins: {} },
                registration: {
                  versions: [],
                  stages: inProduction[id]
                    ? [
                        {
                          stage: 'prod',
                          version: 'v1',
                          commit: `commit-of-${inProduction[id]}`,
                        },
                      ]
                    : [],
                },
              } as unknown as Asset),
          ),
        listVersions: async id => [...models[id]],
      },
      deployments: { listOf: async () => [] },
    },
    { name: 'mails' } as Asset,
    DATASET,
  );
  return found.map(({ version, chosenBy }) => [version.id, chosenBy]);
}

describe('judgesOf', () => {
  it('takes of each model the version in use, else the newest, and those in use first', async () => {
    expect(
      await judges(
        {
          one: [model('a1'), model('a2')],
          two: [model('b1'), model('b2')],
        },
        { two: 'b1' },
      ),
    ).toEqual([
      ['b1', 'the stage prod names it'],
      ['a2', 'the newest version'],
    ]);
  });

  it.each([
    ['knows another class than the data', { classes: ['ham', 'eggs'] }],
    ['reads a personal column', { reads: 'sender' }],
    ['reads a column that is not there', { reads: 'length' }],
    ['tells a number', { task: 'tabular-regression' }],
  ])('asks none that %s', async (_what, differently) => {
    expect(await judges({ one: [model('a', differently)] })).toEqual([]);
  });

  it('asks none whose bytes were not inspected yet', async () => {
    const read = { ...model('a'), digest: 'bytes:12' };
    expect(await judges({ one: [read] })).toEqual([]);
  });
});
