import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  AssetDetail,
  GreenroomApi,
  LabelMap,
} from '@greenroom/backstage-plugin-greenroom-common';
import {
  digits,
  done,
  renderInPortal,
} from '../../changes/__testUtils__/portal';
import { rememberingDecisions } from '../__testUtils__/rememberingDecisions';
import { MapView } from './MapView';
import { HEIGHT, planeOf, WIDTH } from './plane';

const map: LabelMap = {
  job: done,
  axes: { x: 'direction 1', y: 'direction 2' },
  columns: ['slant', 'loops'],
  points: [
    { key: '0001', x: 0, y: 0, label: '4', kind: 'label_error' },
    { key: '0002', x: 10, y: 0, label: '9' },
    { key: '0003', x: 10, y: 10, label: '9' },
    { key: '0004', x: 0, y: 10, label: '4' },
  ],
  rows: 1000,
};

const show = async (
  decisions = rememberingDecisions(),
  api: Partial<GreenroomApi> = {},
  address = '/?view=map',
  asset: AssetDetail = digits,
) => {
  await renderInPortal(
    <MapView asset={asset} version={digits.version!} />,
    {
      ...decisions.api,
      listDecisions: async (_, keys) =>
        keys.flatMap(key => decisions.standing(key) ?? []),
      getLabelMap: async () => map,
      ...api,
    },
    address,
  );
};

const plot = () => screen.findByRole('application', { name: /^Map of 4 rows/ });
const selectedRows = () =>
  within(screen.getByRole('list', { name: 'Selected rows' }))
    .getAllByRole('link')
    .map(each => each.textContent);

describe('MapView', () => {
  beforeEach(() => {
    // Layout is no matter of jsdom: the drawing is as large as its own units.
    jest.spyOn(SVGElement.prototype, 'getBoundingClientRect').mockReturnValue({
      left: 0,
      top: 0,
      width: WIDTH,
      height: HEIGHT,
    } as DOMRect);
  });
  afterEach(() => jest.restoreAllMocks());

  it('says how many rows drawn are doubtful, and that others are not drawn', async () => {
    await show();
    await screen.findByRole('heading', {
      name: '1 of the 4 rows drawn is doubtful',
    });
    expect(
      screen.getByText(/a sample of the others, of 1,000 rows/),
    ).toBeVisible();
  });

  it('selects what the pointer draws round', async () => {
    const user = userEvent.setup();
    await show();
    const target = await plot();
    const { toDrawing } = planeOf(map.points);
    const corners = [
      { x: 8, y: -2 },
      { x: 12, y: -2 },
      { x: 12, y: 12 },
      { x: 8, y: 12 },
    ].map(place => {
      const { x, y } = toDrawing(place);
      return { clientX: x, clientY: y };
    });
    await user.pointer([
      { keys: '[MouseLeft>]', target, coords: corners[0] },
      ...corners.slice(1).map(coords => ({ target, coords })),
      { keys: '[/MouseLeft]', target, coords: corners[3] },
    ]);
    await screen.findByRole('heading', { name: '2 rows selected on the map' });
    expect(selectedRows()).toEqual(['Row 0002', 'Row 0003']);
  });

  it('selects a rectangle by keyboard, and says each point on the way', async () => {
    const user = userEvent.setup();
    await show();
    (await plot()).focus();
    expect(
      await screen.findByText('Row 0001, labelled 4: likely wrong'),
    ).toBeVisible();
    await user.keyboard('r{ArrowRight}');
    expect(await screen.findByText('Row 0002, labelled 9')).toBeVisible();
    await user.keyboard('r');
    await screen.findByRole('heading', { name: '2 rows selected on the map' });
    expect(selectedRows()).toEqual(['Row 0001', 'Row 0002']);
  });

  it('takes single rows in and out by Space and by check box', async () => {
    const user = userEvent.setup();
    await show();
    (await plot()).focus();
    await user.keyboard(' ');
    await screen.findByRole('heading', { name: '1 row selected on the map' });
    await user.click(screen.getByText('The same as a table, to select from'));
    await user.click(screen.getByRole('checkbox', { name: '0003' }));
    await user.click(screen.getByRole('checkbox', { name: '0001' }));
    await waitFor(() => expect(selectedRows()).toEqual(['Row 0003']));
  });

  it('opens with the selection of the address: an area, and single rows the other way round', async () => {
    await show(
      undefined,
      {},
      '/?view=map&area=8,-2;12,-2;12,12;8,12&key=0003&key=0004',
    );
    await screen.findByRole('heading', { name: '2 rows selected on the map' });
    expect(selectedRows()).toEqual(['Row 0002', 'Row 0004']);
  });

  it('decides on all selected rows, seeing what was said before', async () => {
    const user = userEvent.setup();
    const decisions = rememberingDecisions();
    decisions.say(
      { key: '0003', kind: 'later', from: '9', seen: 0 },
      'user:default/jonas',
    );
    await show(decisions, {}, '/?view=map&key=0002&key=0003');
    await user.selectOptions(await screen.findByLabelText('class'), '4');
    await user.click(screen.getByRole('button', { name: 'Relabel 2 rows 4' }));
    expect(await screen.findAllByText('Decided: 9 → 4')).toHaveLength(2);
    await waitFor(() =>
      expect(
        ['0002', '0003'].map(key => decisions.standing(key)?.revision),
      ).toEqual([1, 2]),
    );
  });

  it('asks for two chosen columns', async () => {
    const asked: unknown[] = [];
    const user = userEvent.setup();
    await show(undefined, {
      getLabelMap: async ({ x, y }) => {
        asked.push([x, y]);
        return x && y ? { ...map, axes: { x, y } } : map;
      },
    });
    await user.selectOptions(await screen.findByLabelText('across'), 'slant');
    await waitFor(() => expect(asked).toContainEqual(['slant', 'loops']));
    expect(await screen.findByText('across: slant →')).toBeVisible();
  });

  it('says that rows are hidden from who may not see them', async () => {
    await show(undefined, {}, undefined, { ...digits, allowed: [] });
    expect(screen.getByText(/greenroom\.rows\.read/)).toBeVisible();
  });
});
