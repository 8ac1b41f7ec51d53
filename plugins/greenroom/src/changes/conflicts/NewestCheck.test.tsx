import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  BasketCheck,
  BasketConflict,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  digits,
  rememberingBasket,
  renderInPortal,
} from '../__testUtils__/portal';
import { checkFinding, NewestCheck } from './NewestCheck';

const conflict: BasketConflict = {
  id: 'c'.repeat(32),
  entry: '0412',
  row: '0412',
  kind: 'both-changed',
  column: 'label',
  base: '9',
  ours: '4',
  theirs: '7',
  hidden: false,
  cells: { slant: '12' },
  choices: ['ours', 'theirs', 'value'],
};
const checked = (rest: Partial<BasketCheck>): BasketCheck => ({
  commit: 'c3d4e5f6a7',
  entries: 5,
  upstream: [],
  givenUp: [],
  conflicts: [],
  ...rest,
});

describe('checkFinding', () => {
  it('says that the proposal shrinks', () => {
    expect(checkFinding(checked({ upstream: ['a', 'b', 'c'] }))).toBe(
      '3 of 5 are upstream already: the proposal shrinks to 2. Nothing is in conflict.',
    );
  });
});

describe('NewestCheck', () => {
  const show = async (answers: readonly BasketCheck[], error?: string) => {
    const left = [...answers];
    const draft = { ...rememberingBasket().draft(), error };
    const settleBasket = jest.fn(async () => draft);
    await renderInPortal(
      <NewestCheck asset={digits} draft={draft} onSettled={() => {}} />,
      {
        checkBasket: async () => left.shift()!,
        settleBasket,
        getThumbnails: async () => ({ items: [] } as never),
      },
    );
    return { settleBasket, user: userEvent.setup() };
  };

  it('keeps what was chosen, and compares again', async () => {
    const { user, settleBasket } = await show([
      checked({ conflicts: [conflict] }),
      checked({ entries: 1 }),
    ]);
    await user.click(screen.getByRole('button', { name: 'Compare now' }));
    await user.click(await screen.findByRole('radio', { name: 'Mine: 4' }));
    await user.click(screen.getByRole('button', { name: 'Keep 1 choice' }));
    await waitFor(() =>
      expect(screen.getByText(/Nothing is in conflict/)).toBeVisible(),
    );
    expect(settleBasket).toHaveBeenCalledWith('p1', {
      settlements: [{ entry: '0412', conflict: conflict.id, take: 'ours' }],
    });
  });

  it('compares by itself where publishing met a conflict, and takes another value', async () => {
    const { user, settleBasket } = await show(
      [checked({ conflicts: [conflict] }), checked({})],
      '1 rows changed upstream',
    );
    await user.click(
      await screen.findByRole('radio', { name: 'Another value' }),
    );
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Other label of row 0412' }),
      '1',
    );
    await user.click(screen.getByRole('button', { name: 'Keep 1 choice' }));
    expect(settleBasket).toHaveBeenCalledWith('p1', {
      settlements: [
        { entry: '0412', conflict: conflict.id, take: { value: '1' } },
      ],
    });
  });

  it('settles all by one side, but where it is not offered', async () => {
    const gone: BasketConflict = {
      ...conflict,
      id: 'd'.repeat(32),
      entry: '0413',
      row: '0413',
      kind: 'removed-there',
      choices: ['theirs'],
    };
    const { user } = await show([checked({ conflicts: [conflict, gone] })]);
    await user.click(screen.getByRole('button', { name: 'Compare now' }));
    await user.click(
      await screen.findByRole('button', { name: 'Mine everywhere' }),
    );
    expect(screen.getByText('1 left to choose.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Theirs everywhere' }));
    expect(
      screen.getByRole('button', { name: 'Keep 2 choices' }),
    ).toBeEnabled();
  });
});
