import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  AugmentationChoices,
  AugmentationPreview,
  AugmentationRequest,
  GreenroomApi,
  ProposalEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { done, renderInPortal } from '../changes/__testUtils__/portal';
import { asset, common, versions } from '../data/__testUtils__/versions';
import { AugmentView } from './AugmentView';

const [version] = versions;
const number = (field: object = {}) => ({ type: 'number', ...field });
const op = (name: string, properties: object, required: string[] = []) => ({
  type: 'object',
  required: ['op', ...required],
  properties: { op: { type: 'string', const: name }, ...properties },
});

/** As the manifest's schema has them, shortened. */
const choices: AugmentationChoices = {
  declared: [],
  schema: {
    properties: {
      recipe: {
        oneOf: [
          op('interpolate', { neighbours: number({ default: 5 }) }),
          op(
            'picture',
            {
              column: { type: 'string' },
              steps: {
                type: 'array',
                items: {
                  oneOf: [
                    op('flip', {
                      axis: {
                        enum: ['horizontal', 'vertical'],
                        default: 'horizontal',
                      },
                    }),
                    op('blur', { sigma: number({ default: 1 }) }),
                  ],
                },
              },
            },
            ['column', 'steps'],
          ),
        ],
      },
      amount: {
        oneOf: [
          {
            properties: {
              type: { const: 'balance' },
              by: {
                anyOf: [{ const: 'class' }, { type: 'string' }],
                default: 'class',
              },
            },
          },
        ],
      },
    },
  },
  texts: [],
  pictures: ['pixels'],
  slices: ['slant'],
  splits: ['train'],
  classes: ['4', '9'],
  judges: [
    {
      versionId: 'm2',
      name: 'sorter 2.0.0',
      chosenBy: 'the stage prod names it',
    },
    { versionId: 'm1', name: 'other', chosenBy: 'the newest version' },
  ],
};

const preview = (request: AugmentationRequest): AugmentationPreview => ({
  versionId: version.id,
  job: done,
  augmentation: request.augmentation,
  isDeclared: false,
  judge: { versionId: request.judge ?? 'm2', name: 'sorter 2.0.0' },
  counts: {
    made: 3,
    kept: 2,
    dropped: [
      {
        reason: 'noise',
        words: 'all rows around it are of other classes',
        count: 1,
      },
    ],
    classes: [
      { label: '4', before: 10, added: 2 },
      { label: '9', before: 12, added: 0 },
    ],
    leftEmpty: ['person'],
    remarks: [],
  },
  columns: ['slant'],
  items: [
    {
      number: 0,
      key: 'augmented-more-1',
      label: '4',
      parents: ['0412'],
      cells: { slant: 3.5 },
      parentCells: [{ slant: 3 }],
      picture: 'data:image/png;base64,AAAA',
      size: { width: 28, height: 28 },
      marks: [
        { label: 'cup', x: 1, y: 1, width: 9, height: 9 },
        { label: 'can', x: 20, y: 1, width: 9, height: 9, lost: 'outside' },
      ],
    },
  ],
  total: 2,
  hidden: false,
  masked: [],
});

async function show(answers: Partial<GreenroomApi> = {}, address?: string) {
  const asked: AugmentationRequest[] = [];
  const put: ProposalEntry[] = [];
  await renderInPortal(
    <AugmentView asset={asset} version={version} />,
    {
      ...common,
      getAugmentations: async () => choices,
      previewAugmentation: async (_version, request) => {
        asked.push(request);
        return preview(request);
      },
      getThumbnails: async () => ({ thumbnails: {} }),
      putEntries: async (_asset, entries) => {
        put.push(...entries);
        return { entries } as never;
      },
      ...answers,
    },
    address,
  );
  return { asked, put };
}
const TRIED = `/?recipe=${encodeURIComponent(
  JSON.stringify({
    name: 'more',
    recipe: { op: 'interpolate', neighbours: 5 },
    amount: { type: 'balance', by: 'class' },
  }),
)}`;

describe('AugmentView', () => {
  it('asks for what the form says, of the rows that the address names', async () => {
    const { asked } = await show({}, '/?where=slant:[12,24)');
    expect(await screen.findByText(/Nothing was made yet/)).toBeInTheDocument();
    await userEvent.selectOptions(
      screen.getByLabelText('What is made'),
      'picture',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Add a change' }));
    await userEvent.selectOptions(screen.getByLabelText('Change 2'), 'blur');
    await userEvent.selectOptions(screen.getByLabelText('Groups by'), 'slice');
    await userEvent.click(
      screen.getByRole('button', { name: 'Show what it makes' }),
    );
    expect(await screen.findByText('3 rows made, 2 kept')).toBeInTheDocument();
    expect(asked.at(-1)).toMatchObject({
      where: [{ type: 'range', feature: 'slant', from: 12, below: 24 }],
      augmentation: {
        split: 'train',
        recipe: {
          op: 'picture',
          column: 'pixels',
          steps: [
            { op: 'flip', axis: 'horizontal' },
            { op: 'blur', sigma: 1 },
          ],
        },
        amount: { type: 'balance', by: 'slice' },
      },
    });
  });

  it('shows rows beside their parents, with boxes, and says what was dropped', async () => {
    await show({}, TRIED);
    const table = within(
      await screen.findByRole('region', {
        name: 'Made rows beside their parents',
      }),
    );
    expect(table.getByText('augmented-more-1')).toBeInTheDocument();
    expect(table.getByText('of 0412')).toBeInTheDocument();
    expect(table.getByText('can: outside')).toBeInTheDocument();
    expect(
      screen.getByText('all rows around it are of other classes'),
    ).toBeInTheDocument();
    expect(screen.getByText('Left empty: person.')).toBeInTheDocument();
    expect(screen.getByText('+2')).toBeInTheDocument();
  });

  it('puts the recipe, or the rows, into the basket', async () => {
    const { put } = await show({}, TRIED);
    await userEvent.click(
      await screen.findByLabelText(/2 rows, into the files/),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Put into the basket' }),
    );
    expect(await screen.findByText(/It is in your basket/)).toBeInTheDocument();
    expect(put).toEqual([
      expect.objectContaining({
        kind: 'augmentation',
        key: 'augmentation more',
        as: 'rows',
        versionId: version.id,
        judge: 'm2',
      }),
    ]);
  });

  it('asks another model, or none', async () => {
    const { asked } = await show({}, TRIED);
    const models = 'Asked whether a row has left its class';
    expect(await screen.findByLabelText(models)).toHaveDisplayValue(
      'sorter 2.0.0 (the stage prod names it)',
    );
    for (const name of ['other (the newest version)', 'No model']) {
      await userEvent.selectOptions(screen.getByLabelText(models), name);
      await userEvent.click(
        screen.getByRole('button', { name: 'Show what it makes' }),
      );
      expect(await screen.findByLabelText(models)).toHaveDisplayValue(name);
    }
    expect([...new Set(asked.map(({ judge }) => judge))]).toEqual([
      undefined,
      'm1',
      'none',
    ]);
  });

  it('says why no row can be made, and what failed', async () => {
    await show({
      getAugmentations: async () => ({ ...choices, whyNot: 'It needs a key.' }),
    });
    expect(await screen.findByText('It needs a key.')).toBeInTheDocument();
    await show(
      {
        previewAugmentation: async () => {
          throw new Error('Only 1 row to make others from.');
        },
      },
      TRIED,
    );
    expect(await screen.findByRole('alert')).toBeInTheDocument();
  });
});
