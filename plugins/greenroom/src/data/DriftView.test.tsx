import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  ColumnDrift,
  DriftAgainst,
  GreenroomApi,
} from '@greenroom/backstage-plugin-greenroom-common';
import { done, renderInPortal } from '../changes/__testUtils__/portal';
import {
  asset,
  common,
  failing,
  running,
  versions,
} from './__testUtils__/versions';
import { DriftView } from './DriftView';

const [version, before] = versions;

const drift = (
  column: string,
  verdict: ColumnDrift['verdict'],
  value: number,
): ColumnDrift => ({
  column,
  kind: 'number',
  measures: [
    { measure: 'psi', value: value / 2 },
    { measure: 'kolmogorov-smirnov', value, pValue: 1e-12, qValue: 0.02 },
  ],
  effect: { measure: 'kolmogorov-smirnov', value, size: 'medium' },
  n: { from: 1000, to: 1200 },
  verdict,
  bins: [
    { label: '0 to 10', from: 600, to: 300 },
    { label: '10 to 20', from: 400, to: 900 },
  ],
  edges: [0, 10, 20],
});

async function show(answers: Partial<GreenroomApi> = {}, address?: string) {
  const asked: DriftAgainst[] = [];
  await renderInPortal(
    <DriftView
      asset={asset}
      version={version}
      from={before}
      others={[before]}
    />,
    {
      ...common,
      getDrift: async (versionId, against) => {
        asked.push(against);
        return {
          versionId,
          against,
          job: done,
          columns: [
            drift('ink', 'same', 0.02),
            drift('few', 'too few rows', 0.9),
            drift('age', 'moved', 0.2),
            drift('slant', 'moved', 0.31),
          ],
          masked: ['writer'],
        };
      },
      ...answers,
    },
    address,
  );
  return asked;
}

describe('DriftView', () => {
  it('shows what moved most first, against the version before', async () => {
    const asked = await show();
    await screen.findByRole('heading', {
      name: '2 of 4 columns moved, slant most; 1 column with too few rows to tell',
    });
    expect(asked).toEqual([{ kind: 'version', versionId: 'v1' }]);
    expect(
      screen
        .getAllByRole('region', { name: /^Drift of/ })
        .map(card => within(card).getByRole('heading').textContent),
    ).toEqual(['slant', 'age', 'ink', 'few']);
  });

  it('says verdict, effect and rows in words', async () => {
    await show();
    const slant = await screen.findByRole('region', { name: 'Drift of slant' });
    expect(slant).toHaveTextContent('moved');
    expect(slant).toHaveTextContent('effect 0.31 (medium) n 1,000 → 1,200');
  });

  it('has the table behind each picture', async () => {
    await show();
    const slant = within(
      await screen.findByRole('region', { name: 'Drift of slant' }),
    );
    await userEvent.click(slant.getByText('Figures'));
    expect(
      slant.getByRole('row', { name: '10 to 20 400 40.0 % 900 75.0 %' }),
    ).toBeInTheDocument();
    expect(
      slant.getByText(/population stability index/).parentElement,
    ).toHaveTextContent('0.155');
    expect(slant.getByText(/p < 0\.0001/).parentElement).toHaveTextContent(
      '0.31 p < 0.0001, over all columns q 0.02',
    );
  });

  it('compares two splits of one version', async () => {
    const asked = await show();
    await userEvent.selectOptions(
      await screen.findByLabelText('compare with'),
      'two splits',
    );
    await screen.findByText(/train → test/);
    expect(asked.at(-1)).toEqual({ kind: 'split', from: 'train', to: 'test' });
    await userEvent.selectOptions(screen.getByLabelText('from'), 'test');
    await screen.findByText(/test → train/);
    expect(asked.at(-1)).toEqual({ kind: 'split', from: 'test', to: 'train' });
  });

  it('says where no reference population is declared', async () => {
    await show(
      {
        getDrift: async (versionId, against) => ({
          versionId,
          against,
          job: done,
          masked: [],
          remark: 'The manifest declares no reference population.',
        }),
      },
      '/?against=reference',
    );
    await screen.findByText('The manifest declares no reference population.');
    expect(screen.getByText('There is nothing to compare')).toBeInTheDocument();
  });

  it('names the columns that are hidden', async () => {
    await show();
    expect(
      await screen.findByText('Hidden from you as personal data: writer.'),
    ).toBeInTheDocument();
  });

  it.each([
    ['how far it is', running, /Matching rows/],
    ['why it failed', failing, /the key 0004 stands twice/],
  ])('says %s', async (_what, job, words) => {
    await show({
      getDrift: async (versionId, against) => ({
        versionId,
        against,
        job,
        masked: [],
      }),
    });
    expect(await screen.findByText(words)).toBeInTheDocument();
  });
});
