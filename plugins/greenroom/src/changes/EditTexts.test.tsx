import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  AssetTexts,
  ProposalEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { digits, renderInPortal } from './__testUtils__/portal';
import { EditTexts } from './EditTexts';

const TEXTS: AssetTexts = {
  manifest: {
    path: 'greenroom.yaml',
    fields: [
      { name: 'Title', path: ['metadata', 'title'], type: 'text', value: 'D' },
      {
        name: 'New tag',
        path: ['metadata', 'tags', 2],
        type: 'text',
        value: null,
        adds: true,
      },
      {
        name: 'id is personal data',
        path: ['spec', 'columns', 0, 'personal'],
        type: 'yes or no',
        value: false,
      },
    ],
  },
};
const waiting = (place: number): ProposalEntry => ({
  kind: 'manifest',
  key: `manifest metadata.tags.${place}`,
  path: ['metadata', 'tags', place],
  from: null,
  to: 'forms',
});

async function show({
  address = '/?edit=texts',
  allowed = digits.allowed,
  entries = [] as ProposalEntry[],
} = {}) {
  const putEntries = jest.fn(async (_: string, __: ProposalEntry[]) => ({}));
  await renderInPortal(
    <EditTexts
      asset={{ ...digits, allowed }}
      entries={entries}
      onPut={() => {}}
    />,
    { getTexts: async () => TEXTS, putEntries: putEntries as never },
    address,
  );
  return putEntries;
}

describe('the editor of manifest and card', () => {
  it('is open where the address says so, and closed at first', async () => {
    await show();
    expect(
      await screen.findByRole('form', { name: 'Title in greenroom.yaml' }),
    ).toBeVisible();
  });

  it('is opened by a button', async () => {
    await show({ address: '/' });
    await userEvent.click(
      screen.getByRole('button', { name: 'Edit manifest and card' }),
    );
    expect(
      await screen.findByRole('form', { name: 'Title in greenroom.yaml' }),
    ).toBeVisible();
  });

  it('is not offered to whoever may propose nothing', async () => {
    await show({ allowed: ['readRows'] });
    expect(screen.queryByRole('form')).not.toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('adds a tag behind those that are there and in the basket', async () => {
    const putEntries = await show({ entries: [waiting(2)] });
    const form = await screen.findByRole('form', {
      name: 'New tag in greenroom.yaml',
    });
    await userEvent.type(within(form).getByRole('textbox'), 'handwriting');
    await userEvent.click(within(form).getByRole('button'));
    expect(putEntries).toHaveBeenCalledWith(digits.id, [
      expect.objectContaining({
        path: ['metadata', 'tags', 3],
        from: null,
        to: 'handwriting',
      }),
    ]);
  });

  it('keeps the fields of columns together', async () => {
    await show();
    expect(await screen.findByText('1 field of columns')).toBeVisible();
  });
});
