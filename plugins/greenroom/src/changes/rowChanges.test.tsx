import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  NewRowForm,
  ProposalEntry,
} from '@greenroom/backstage-plugin-greenroom-common';
import { AddRows } from './AddRows';
import { RowActions } from './RowActions';
import { digits, renderInPortal } from './__testUtils__/portal';

const version = { ...digits.version!, splits: { train: 8, test: 2 } };
const asset = {
  ...digits,
  columns: [
    ...digits.columns!,
    {
      name: 'split',
      type: 'string',
      role: 'split' as const,
      personal: false,
    },
  ],
};
const row = {
  key: '0412',
  cells: { id: '0412', label: '9', slant: 12.5, split: 'train' },
};
const FORM: NewRowForm = {
  key: 'id',
  label: 'label',
  classes: ['4', '9'],
  columns: [{ name: 'id' }, { name: 'label' }, { name: 'slant' }],
};

/** What is put into the basket, as the backend is sent it. */
function sent() {
  const entries: ProposalEntry[] = [];
  return {
    entries,
    api: {
      putEntries: async (_: string, put: ProposalEntry[]) => {
        entries.push(...put);
        return {} as never;
      },
    },
  };
}

describe('RowActions', () => {
  const open = async (versionId = version.id) => {
    const { entries, api } = sent();
    await renderInPortal(
      <RowActions
        asset={asset}
        version={{ ...version, id: versionId }}
        row={row}
      />,
      api,
    );
    await userEvent.click(screen.getByText('Change this row'));
    return entries;
  };

  it('edits a cell', async () => {
    const entries = await open();
    const value = screen.getByLabelText('New value');
    expect(value).toHaveValue('12.5');
    await userEvent.clear(value);
    await userEvent.type(value, '13');
    await userEvent.click(screen.getByRole('button', { name: 'Edit cell' }));
    expect(entries).toEqual([
      expect.objectContaining({
        kind: 'cell',
        row: '0412',
        column: 'slant',
        from: '12.5',
        to: '13',
      }),
    ]);
    expect(await screen.findByRole('status')).toHaveTextContent(
      'It is in your basket.',
    );
  });

  it('moves to another split, and excludes', async () => {
    const entries = await open();
    await userEvent.click(
      screen.getByRole('button', { name: 'Move to split' }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Exclude row' }));
    await waitFor(() =>
      expect(entries).toEqual([
        expect.objectContaining({ kind: 'move', from: 'train', to: 'test' }),
        { kind: 'exclude', key: '0412', from: '9' },
      ]),
    );
  });

  it('restores a row of an earlier version', async () => {
    const entries = await open('v0');
    await userEvent.click(
      screen.getByRole('button', {
        name: 'Restore this row in the newest version',
      }),
    );
    expect(entries).toEqual([
      expect.objectContaining({
        kind: 'restore',
        row: '0412',
        versionId: 'v0',
      }),
    ]);
  });
});

describe('AddRows', () => {
  it('adds a row by a form made of the schema', async () => {
    const { entries, api } = sent();
    await renderInPortal(<AddRows asset={asset} />, {
      ...api,
      newRowForm: async () => FORM,
    });
    await userEvent.click(screen.getByRole('button', { name: 'Add rows' }));
    await userEvent.type(await screen.findByLabelText('id (required)'), '9001');
    await userEvent.selectOptions(
      screen.getByLabelText('label (required)'),
      '9',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Add this row' }));
    expect(entries).toEqual([
      expect.objectContaining({
        kind: 'add',
        row: '9001',
        cells: { id: '9001', label: '9' },
      }),
    ]);
  });

  it('shows what is wrong with an upload, and adds nothing of it', async () => {
    const { api } = sent();
    await renderInPortal(<AddRows asset={asset} />, {
      ...api,
      newRowForm: async () => FORM,
      checkNewRows: async () => ({
        rows: [{ key: '1', cells: { id: '1' } }],
        problems: [{ row: 1, column: 'id', message: 'There is a row 1.' }],
        problemCount: 1,
      }),
    });
    await userEvent.click(screen.getByRole('button', { name: 'Add rows' }));
    await userEvent.click(await screen.findByText(/^Upload rows/));
    await userEvent.upload(
      screen.getByLabelText(/^File with rows/),
      Object.assign(new File(['id\n1\n'], 'more.csv'), {
        // Its own is not there in jsdom.
        text: async () => 'id\n1\n',
      }),
    );
    expect(
      await screen.findByRole('row', { name: '1 id There is a row 1.' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Add 1 row' })).toBeDisabled();
  });
});
