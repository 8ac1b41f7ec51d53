import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  AssetDetail,
  Audit,
  Figure,
  GreenroomApi,
} from '@greenroom/backstage-plugin-greenroom-common';
import { digits, renderInPortal } from '../../changes/__testUtils__/portal';
import { rememberingDecisions } from '../__testUtils__/rememberingDecisions';
import { AuditView } from './AuditView';

const figure = (value: number, low: number, high: number, n = 200): Figure => ({
  value,
  low,
  high,
  n,
});

const row = (order: number, key: string) => ({
  order,
  key,
  stratum: 'all',
  split: 'train',
  given: '9',
});

const audit: Audit = {
  id: 'a1',
  versionId: 'v1',
  author: 'user:default/mira-okafor',
  at: '2026-11-25T10:00:00Z',
  design: 'random',
  size: 3,
  decided: 0,
  population: 1000,
  remark: 'A random sample of 3 of 1,000 rows.',
  curve: [],
  groups: [],
  trend: [],
  rows: [row(1, '0007'), row(2, '0003'), row(3, '0005')],
};

const decided: Audit = {
  ...audit,
  size: 300,
  decided: 200,
  noise: figure(0.061, 0.042, 0.087),
  precision: figure(0.71, 0.6, 0.8),
  trend: [
    { n: 100, noise: figure(0.07, 0.03, 0.12, 100) },
    { n: 200, noise: figure(0.061, 0.042, 0.087) },
  ],
  needed: { halfWidth: 0.02, rows: 144 },
  curve: [
    {
      threshold: 0.2,
      flagged: 40,
      precision: figure(0.9, 0.8, 0.96),
      recall: figure(0.5, 0.4, 0.6),
    },
    { threshold: 0.5, flagged: 90 },
  ],
  groups: [
    { by: 'split', name: 'test', noise: figure(0.05, 0.02, 0.1), qValue: 0.8 },
    { by: 'class', name: '9', noise: figure(0.2, 0.12, 0.3), qValue: 0.003 },
  ],
};

const noRows = {
  getRows: async () => ({
    columns: [],
    rows: [],
    total: 0,
    offset: 0,
    masked: [],
    hidden: false,
  }),
};

const show = (
  api: Partial<GreenroomApi>,
  address = '/?view=audit',
  asset: AssetDetail = digits,
) =>
  renderInPortal(
    <AuditView asset={asset} version={digits.version!} />,
    { ...noRows, ...api },
    address,
  );

const AUDIT = '/?view=audit&audit=a1';
const standing = (key: string) =>
  screen.findByRole('group', { name: `Row ${key} of the sample` });

describe('AuditView', () => {
  it('says what it will show, what to expect of a sample, and draws it', async () => {
    const drawAudit = jest.fn(async () => audit);
    const user = userEvent.setup();
    await show({
      ...rememberingDecisions().api,
      listAudits: async () => [],
      drawAudit,
      getAudit: async () => audit,
    });
    await screen.findByText('No label of this version was audited yet');
    const rows = screen.getByRole('textbox', { name: 'Rows' });
    await user.clear(rows);
    await user.type(rows, '5');
    expect(
      screen.getByText('From 10 to 5,000 rows can be drawn.'),
    ).toBeVisible();
    await user.clear(rows);
    await user.type(rows, '300');
    expect(
      screen.getByText(
        /If 3\.3 % of labels are wrong .* between 1\.8 and 6\.0 %/,
      ),
    ).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'stratified' }));
    await user.selectOptions(screen.getByLabelText('By'), 'the given label');
    await user.click(screen.getByRole('button', { name: 'Draw 300 rows' }));
    await standing('0007');
    expect(drawAudit).toHaveBeenCalledWith('v1', {
      size: 300,
      design: 'stratified',
      by: 'given',
      split: undefined,
    });
  });

  it('decides the sample by keyboard in the order of drawing, and takes it back by Z', async () => {
    const decisions = rememberingDecisions();
    const user = userEvent.setup();
    const decide = jest.fn(decisions.api.decide);
    await show(
      { ...decisions.api, decide, getAudit: async () => audit },
      AUDIT,
    );
    await standing('0007');
    await user.keyboard('k');
    await standing('0003');
    await user.keyboard('4');
    await standing('0005');
    await waitFor(() =>
      expect(decisions.standing('0003')).toMatchObject({
        kind: 'relabel',
        to: '4',
      }),
    );
    expect(decisions.standing('0007')).toMatchObject({ kind: 'keep' });
    expect(decide.mock.calls.map(([, { auditId }]) => auditId)).toEqual([
      'a1',
      'a1',
    ]);
    await user.keyboard('z');
    await standing('0003');
    await waitFor(() => expect(decisions.standing('0003')).toBeUndefined());
    expect(decisions.standing('0007')).toBeDefined();
  });

  it('brings a row that was put off again at the end', async () => {
    const user = userEvent.setup();
    await show(
      { ...rememberingDecisions().api, getAudit: async () => audit },
      AUDIT,
    );
    await standing('0007');
    await user.keyboard('r');
    await standing('0003');
    await user.keyboard('k');
    await standing('0005');
    await user.keyboard('k');
    await standing('0007');
    expect(
      screen.getByRole('heading', {
        name: '1 of 3 rows of the sample are left to decide',
      }),
    ).toBeVisible();
  });

  it('says the estimate in one sentence, and how far it is to a narrower one', async () => {
    await show(
      { ...rememberingDecisions().api, getAudit: async () => decided },
      AUDIT,
    );
    await screen.findByRole('heading', {
      name: '6.1 % of labels are wrong, between 4.2 and 8.7 % (200 of 300 rows decided)',
    });
    expect(
      screen.getByText('144 more decisions make it ±2.0 points.'),
    ).toBeVisible();
    const [, , last] = within(
      screen.getByRole('region', {
        name: 'The interval after so many decisions',
        hidden: true,
      }),
    ).getAllByRole('row', { hidden: true });
    expect(last).toHaveTextContent('2006.1 %4.2 %8.7 %');
  });

  it('tells along the slider what a threshold finds and misses', async () => {
    await show(
      { ...rememberingDecisions().api, getAudit: async () => decided },
      AUDIT,
    );
    const slider = await screen.findByRole('slider');
    expect(slider).toHaveAttribute(
      'aria-valuetext',
      expect.stringContaining('not known yet'),
    );
    fireEvent.change(slider, { target: { value: '0' } });
    expect(
      await screen.findByText(
        'A score of at most 0.20 flags 40 rows; of these 90.0 %, between 80.0 and 96.0 %, are expected to be wrong; they hold 50.0 %, between 40.0 and 60.0 %, of all wrong labels.',
      ),
    ).toBeVisible();
  });

  it('names the group that stands out, the surest first', async () => {
    await show(
      { ...rememberingDecisions().api, getAudit: async () => decided },
      AUDIT,
    );
    await screen.findByRole('heading', {
      name: 'class 9 stands out: 20.0 % of its labels are wrong',
    });
    const [, first, second] = within(
      screen.getByRole('region', { name: 'Wrong labels by group' }),
    ).getAllByRole('row');
    expect(first).toHaveTextContent('differs');
    expect(second).toHaveTextContent('no more than chance');
  });

  it('offers neither drawing nor deciding to who may not propose', async () => {
    const decisions = rememberingDecisions();
    const looking: AssetDetail = { ...digits, allowed: ['readRows'] };
    const user = userEvent.setup();
    await show(
      { ...decisions.api, getAudit: async () => audit },
      AUDIT,
      looking,
    );
    await standing('0007');
    await user.keyboard('k');
    expect(
      screen.getByText(/deciding takes the permission greenroom\.propose/),
    ).toBeVisible();
    expect(decisions.standing('0007')).toBeUndefined();
  });

  it('says what failed when a sample could not be drawn', async () => {
    const user = userEvent.setup();
    await show({
      listAudits: async () => [],
      drawAudit: async () => {
        throw new Error('this version has 7 rows');
      },
    });
    await user.click(await screen.findByRole('button', { name: /^Draw 300/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'this version has 7 rows',
    );
  });
});
