import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  type Audit,
  boxesText,
  type GreenroomApi,
  type LabelQuality,
} from '@greenroom/backstage-plugin-greenroom-common';
import { ChangesTab } from '../changes/ChangesTab';
import {
  rememberingBasket,
  renderInPortal,
} from '../changes/__testUtils__/portal';
import {
  quality,
  rememberingDecisions,
} from './__testUtils__/rememberingDecisions';
import {
  box,
  GIVEN,
  sceneIssue,
  sceneRows,
  scenes,
} from './__testUtils__/scenes';
import { LabelsTab } from './LabelsTab';

const labelQuality: LabelQuality = {
  ...quality,
  issues: 2,
  byKind: [
    { kind: 'overlooked', count: 2 },
    { kind: 'swapped', count: 1 },
  ],
  transitions: [{ given: '4', suggested: '9', count: 1 }],
};

const show = (address: string, answers: Partial<GreenroomApi> = {}) => {
  const labels = rememberingDecisions([sceneIssue('a.png')]);
  const shown = renderInPortal(
    <LabelsTab asset={scenes} />,
    {
      ...labels.api,
      ...sceneRows,
      getLabelQuality: async query => {
        const { items, total } = await labels.api.getLabelQuality(query);
        return { ...labelQuality, items, total };
      },
      ...answers,
    },
    address,
  );
  return { labels, shown };
};

const audit: Audit = {
  id: 'a1',
  versionId: 'v1',
  author: 'user:default/mira-okafor',
  at: '2026-11-25T10:00:00Z',
  design: 'random',
  size: 2,
  decided: 0,
  population: 240,
  remark: 'A random sample of 2 of 240 rows.',
  curve: [],
  groups: [],
  trend: [],
  rows: ['a.png', 'b.png'].map((key, index) => ({
    order: index + 1,
    key,
    stratum: 'all',
    split: 'train',
    given: boxesText(GIVEN),
  })),
};

describe('labels that are boxes, in all views', () => {
  it('says in the overview what is doubtful of boxes', async () => {
    await show('/').shown;
    await screen.findByRole('heading', {
      name: '2 pictures have doubtful boxes, most often: overlooked',
    });
    expect(
      screen.getByText(/Pictures whose boxes look right/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /^overlooked/ }));
    await screen.findByRole('group', { name: 'Row a.png' });
  });

  it('opens the queue of all kinds, and offers those that were found', async () => {
    await show('/?view=resolver').shown;
    await screen.findByRole('option', { name: 'overlooked (2)' });
    const queue = screen.getByLabelText('queue:');
    expect(queue).toHaveValue('all');
    expect(
      within(queue)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['overlooked (2)', 'box of another class (1)', 'all kinds']);
  });

  it('draws boxes on the cards of the grid, and counts them', async () => {
    await show('/?view=grid').shown;
    const list = await screen.findByRole('list', { name: 'Doubtful rows' });
    expect(list).toHaveTextContent('3 boxes: 1 added, 1 moved, 1 from 4 to 9');
    await waitFor(() =>
      expect(
        list.querySelectorAll('svg g[data-origin="suggested"]'),
      ).toHaveLength(3),
    );
    expect(screen.queryByLabelText('given')).not.toBeInTheDocument();
    expect(
      within(screen.getByLabelText('why'))
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['any', 'overlooked', 'box of another class']);
  });

  it('lets an audit say right or wrong without what the model thinks', async () => {
    const { labels, shown } = show('/?view=audit&audit=a1', {
      getAudit: async () => audit,
    });
    await shown;
    const at = (key: string) =>
      screen.findByRole('group', { name: `Row ${key} of the sample` });
    const first = await at('a.png');
    expect(first).toHaveTextContent('given 3 boxes: 1 of 1, 1 of 3, 1 of 4');
    expect(first).not.toHaveTextContent(/suggested|doubtful/);
    await screen.findByRole('img', { name: /160 by 120 pixels/ });
    await userEvent.keyboard('w');
    const boxes = screen.getByRole('list', {
      name: 'Boxes as they would stand',
    });
    await userEvent.click(within(boxes).getByRole('button', { name: /^4/ }));
    await userEvent.selectOptions(screen.getByLabelText('class'), '9');
    await userEvent.keyboard('{Escape}');
    await userEvent.keyboard('s');
    await at('b.png');
    await userEvent.keyboard('k');
    await waitFor(() =>
      expect(labels.standing('b.png')).toMatchObject({ kind: 'keep' }),
    );
    expect(labels.standing('a.png')?.to).toBe(
      boxesText([box('9', 10), ...GIVEN.slice(1)]),
    );
  });

  it('says what putting a row of the sample off means', async () => {
    await show('/?view=audit&audit=a1', { getAudit: async () => audit }).shown;
    await screen.findByRole('group', { name: 'Row a.png of the sample' });
    await userEvent.keyboard('r');
    expect(
      await screen.findByText(
        /1 row put off: rows drawn later in the same stratum do not count/,
      ),
    ).toBeInTheDocument();
  });

  it('says why there is no map', async () => {
    await show('/?view=map', {
      getLabelMap: async () => ({
        job: quality.job,
        axes: { x: '', y: '' },
        columns: [],
        points: [],
        rows: 0,
      }),
    }).shown;
    expect(
      await screen.findByText(/a picture with boxes has many classes/),
    ).toBeInTheDocument();
  });

  it('says in the basket what changes, never the text of the boxes', async () => {
    const basket = rememberingBasket([
      {
        key: 'a.png',
        kind: 'relabel',
        from: boxesText(GIVEN),
        to: boxesText([box('9', 10), ...GIVEN.slice(1), box('7', 120)]),
      },
      { key: 'b.png', kind: 'keep', from: boxesText(GIVEN) },
    ]);
    await renderInPortal(<ChangesTab asset={scenes} />, {
      ...basket.api,
      ...sceneRows,
    });
    const table = await screen.findByRole('region', {
      name: 'Decisions in your basket',
    });
    expect(table).toHaveTextContent('1 added, 1 from 4 to 9');
    expect(table).toHaveTextContent('keep 3 boxes (changes no line)');
    expect(table).not.toHaveTextContent('{');
  });
});
