import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { digits, renderInPortal } from '../changes/__testUtils__/portal';
import {
  fakeErrors,
  hard,
  model,
  run,
  slanted,
} from './__testUtils__/fakeErrors';
import { FilterBar } from './FilterBar';
import { rangeOf } from './RangeForm';
import { useErrorSelection } from './useErrorSelection';

/** The bar, with its filter in the address bar as on the page. */
function Bar() {
  const [selection, select] = useErrorSelection();
  return (
    <>
      <FilterBar
        scene={{
          run,
          others: [],
          model,
          dataset: digits,
          mayRun: true,
          selection,
          select,
        }}
      />
      <output>{JSON.stringify(selection.where)}</output>
    </>
  );
}
const show = async (address = '/') => {
  const errors = fakeErrors();
  await renderInPortal(<Bar />, errors.api, address);
  return errors;
};
const filter = () => JSON.parse(screen.getByRole('status').textContent ?? '');
const BOTH = '/?where=group%3Dhard%26slant%3A%5B12%2C24%29';

describe('FilterBar', () => {
  it('moves the focus to the next condition after one is taken away', async () => {
    await show(BOTH);
    screen.getByRole('button', { name: 'Remove filter: group hard' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(filter()).toEqual([slanted]);
    expect(
      screen.getByRole('button', { name: 'Change filter: 12 ≤ slant < 24' }),
    ).toHaveFocus();
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove filter: 12 ≤ slant < 24' }),
    );
    expect(screen.getByRole('button', { name: 'Add condition' })).toHaveFocus();
  });

  it('changes the values of a category by keyboard, counted beside the other conditions', async () => {
    const errors = await show(BOTH);
    screen.getByRole('button', { name: 'Change filter: group hard' }).focus();
    await userEvent.keyboard('{Enter}');
    const easy = await screen.findByRole('checkbox', {
      name: /easy 1,500 rows/,
    });
    expect(errors.lastAsked('summary')).toMatchObject({ where: [slanted] });
    expect(easy).toHaveFocus();
    await userEvent.keyboard(' {Enter}');
    expect(filter()).toEqual([{ ...hard, values: ['hard', 'easy'] }, slanted]);
    expect(
      screen.getByRole('button', { name: 'Change filter: group hard or easy' }),
    ).toHaveFocus();
  });

  it('adds a range by two numbers', async () => {
    await show();
    await userEvent.click(
      screen.getByRole('button', { name: 'Add condition' }),
    );
    await userEvent.selectOptions(
      await screen.findByLabelText('Feature'),
      'slant',
    );
    await userEvent.type(
      screen.getByLabelText('slant (degrees) from'),
      '12{Tab}24{Enter}',
    );
    expect(filter()).toEqual([slanted]);
  });

  it('says why two numbers are no range', () => {
    expect(rangeOf('slant', '24', '12')).toMatch(/less than/);
    expect(rangeOf('slant', 'x', '')).toMatch(/not both numbers/);
    expect(rangeOf('slant', '', ' ')).toMatch(/one number/);
  });
});
