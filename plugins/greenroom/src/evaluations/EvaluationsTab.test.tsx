import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Retraining,
  Run,
  RunPlan,
  RunPlanQuery,
  RunsCompared,
} from '@greenroom/backstage-plugin-greenroom-common';
import { digits, done, renderInPortal } from '../changes/__testUtils__/portal';
import { EvaluationsTab } from './EvaluationsTab';

const model = {
  ...digits,
  id: 'm',
  kind: 'model' as const,
  name: 'digit-reader',
  title: 'Digit reader',
};
const run = (id: string, accuracy: number): Run => ({
  id,
  job: { ...done, id: `job-${id}`, createdAt: `2026-11-2${id}T10:00:00Z` },
  evaluation: 'held-out',
  modelAssetId: 'm',
  modelName: 'digit-reader',
  modelVersionId: `mv${id}`,
  modelSemver: `${id}.0.0`,
  datasetAssetId: digits.id,
  datasetName: 'digits',
  datasetVersionId: 'v1',
  split: 'test',
  rows: 2000,
  metrics: {
    accuracy: {
      value: accuracy,
      low: accuracy - 0.01,
      high: accuracy + 0.01,
      n: 2000,
    },
  },
  gates: [
    {
      metric: 'accuracy',
      min: 0.9,
      value: accuracy,
      passed: true,
      reason: 'accuracy is at least 90 %',
    },
  ],
  audited: true,
});
/** As the run is read by itself. */
const detailed = (id: string): Run => ({
  ...run(id, 0.94),
  furtherMetrics: {
    mcc: { value: 0.931, low: 0.92, high: 0.94, n: 2000, mde: 0.012 },
  },
  calibration: [
    { rows: 500, confidence: 0.7, right: 0.6 },
    { rows: 1500, confidence: 0.98, right: 0.97 },
  ],
  thresholds: {
    positive: 'spam',
    points: [
      { threshold: 0, tp: 10, fp: 90, tn: 0, fn: 0, recall: 1, f1: 0.18 },
      { threshold: 0.5, tp: 8, fp: 4, tn: 86, fn: 2, recall: 0.8, f1: 0.73 },
      { threshold: 1, tp: 0, fp: 0, tn: 90, fn: 10, recall: 0, f1: 0 },
    ],
  },
});
const rows = {
  columns: [],
  rows: [],
  total: 0,
  offset: 0,
  masked: [],
  hidden: false,
};

const compared = (more: Partial<RunsCompared> = {}): RunsCompared => ({
  unit: 'row',
  joined: 2000,
  unmatched: { before: 0, after: 0 },
  relabelled: 0,
  fixed: 0,
  broken: 0,
  mcnemarP: 0.00001,
  negativeFlipRate: 0,
  positiveFlipRate: 0.02,
  metrics: [
    {
      metric: 'accuracy',
      before: 0.92,
      after: 0.94,
      difference: {
        value: 0.02,
        low: 0.01,
        high: 0.03,
        pValue: 0.00001,
        holmP: 0.0002,
        falseDiscoveryQ: 0.0002,
      },
    },
  ],
  slices: [],
  changed: { fixed: [], broken: [] },
  ...more,
});
const untrained = { listRetrainings: async () => ({ items: [] }) };

describe('EvaluationsTab', () => {
  it('shows every metric with its interval and what its rows could show, calibration and thresholds', async () => {
    const user = userEvent.setup();
    await renderInPortal(<EvaluationsTab asset={model} />, {
      ...untrained,
      listRuns: async () => ({ items: [run('2', 0.94)] }),
      getRun: async id => detailed(id),
      getAsset: async () => digits,
      getRows: async () => rows,
    });
    await user.click(
      await screen.findByText('All 2 metrics, and what these rows could show'),
    );
    expect(
      screen.getByRole('row', {
        name: 'Matthews correlation 0.931 0.920 to 0.940 2,000 ±0.012',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Surer than it should be: 91.0 % sure on average, 87.8 % right',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/8 found, 2 missed, 4 false alarms/)).toBeVisible();
  });

  it('says how well a detector finds boxes, the worst class first, and compares it picture by picture', async () => {
    const user = userEvent.setup();
    const finder = (id: string): Run => ({
      ...run(id, 0),
      rows: 40,
      split: 'test',
      metrics: { ap: { value: 0.424, low: 0.4, high: 0.45, n: 40 } },
      gates: [],
      audited: false,
    });
    await renderInPortal(<EvaluationsTab asset={model} />, {
      ...untrained,
      listRuns: async () => ({ items: [finder('1'), finder('2')] }),
      getRun: async id => ({
        ...finder(id),
        byClass: [
          { class: 'cat', given: 10, ap: 0.9, ap50: 1 },
          { class: 'dog', given: 30, ap: 0.2, ap50: 0.4 },
          { class: 'cow', given: 0 },
        ],
      }),
      compareRuns: async (from, to) => ({
        from: finder(from),
        to: finder(to),
        job: done,
        comparison: compared({
          unit: 'picture',
          joined: 40,
          broken: 1,
          metrics: [],
          changed: {
            fixed: [],
            broken: [
              {
                key: 'p1.png',
                before: { right: 3, missed: 0, wrong: 0 },
                after: { right: 2, missed: 1, wrong: 2 },
              },
            ],
          },
        }),
      }),
      getAsset: async () => digits,
      getRows: async () => rows,
    });
    expect(
      await screen.findByRole('heading', {
        name: 'digit-reader finds boxes with an average precision of 42.4 % in 40 test pictures',
      }),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('Finds dog worst: average precision 20.0 %'),
    ).toBeInTheDocument();
    await user.selectOptions(screen.getByRole('combobox'), '1');
    expect(
      await screen.findByRole('heading', {
        name: 'Fewer mistakes in 0 pictures and more in 1, of 40 in both',
      }),
    ).toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: 'More mistakes: 1 picture' }),
    );
    expect(
      screen.getByRole('row', {
        name: 'p1.png 3 right, 0 missed, 0 where there is none 2 right, 1 missed, 2 where there is none',
      }),
    ).toBeInTheDocument();
  });

  it('shows the newest run and compares it with another', async () => {
    const user = userEvent.setup();
    const getRows = jest.fn(async () => rows);
    await renderInPortal(<EvaluationsTab asset={model} />, {
      ...untrained,
      getRun: async id => detailed(id),
      listRuns: async () => ({ items: [run('1', 0.92), run('2', 0.94)] }),
      getAsset: async () => digits,
      getRows,
      compareRuns: async (from, to) => ({
        from: run(from, 0.92),
        to: run(to, 0.94),
        job: done,
        comparison: compared({
          fixed: 1,
          changed: { fixed: [{ key: '7' }], broken: [] },
        }),
      }),
    });
    expect(
      await screen.findByRole('heading', {
        name: 'digit-reader gets 94.0 % right on 2,000 audited test rows',
      }),
    ).toBeInTheDocument();
    await user.selectOptions(screen.getByRole('combobox'), '1');
    expect(
      await screen.findByRole('heading', {
        name: '1 row fixed and 0 broken, of 2,000 in both',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText(/McNemar p < 0.0001/)).toBeInTheDocument();
    expect(getRows).toHaveBeenCalledWith(
      expect.objectContaining({ runId: '2', filter: { keys: ['7'] } }),
    );
  });

  it('tells why a metric moved, from a step of the grid', async () => {
    const user = userEvent.setup();
    const later = {
      ...run('2', 0.94),
      datasetVersionId: 'v2',
      datasetSemver: '1.1.0',
    };
    const earlier = { ...run('1', 0.92), datasetSemver: '1.0.0' };
    await renderInPortal(<EvaluationsTab asset={model} />, {
      ...untrained,
      getRun: async id => detailed(id),
      listRuns: async () => ({ items: [earlier, later] }),
      getAsset: async () => digits,
      getRows: async () => rows,
      compareRuns: async () => ({
        from: earlier,
        to: later,
        job: done,
        comparison: compared(),
      }),
      attributeRuns: async () => ({
        from: earlier,
        to: later,
        job: done,
        metrics: [
          {
            metric: 'accuracy',
            before: { value: 0.92 },
            after: { value: 0.94 },
            difference: { value: 0.02 },
            shares: [
              { factor: 'labels', value: 0.03, low: 0.02, high: 0.04 },
              { factor: 'model', value: -0.01, low: -0.02, high: 0 },
            ],
            text: 'Accuracy rose 2.0 points: 3.0 from changed labels, −1.0 from the new model.',
          },
        ],
        byChange: {
          effect: 0.03,
          whole: 0.03,
          size: 'smallest',
          of: 7,
          members: [{ name: 'relabelled 4 to 9', rows: 60 }],
        },
      }),
    });
    await user.click(
      await screen.findByRole('button', {
        name: 'From 1.0.0 on digits 1.0.0 to 2.0.0 on digits 1.1.0: +2.0. Why?',
      }),
    );
    expect(
      await screen.findByRole('heading', {
        name: /3\.0 from changed labels, −1\.0 from the new model/,
      }),
    ).toBeInTheDocument();
    expect(screen.getByText(/relabelled 4 to 9/)).toHaveTextContent('60 rows');
    const shares = screen.getByRole('region', {
      name: 'Shares of the difference',
      hidden: true,
    });
    expect(shares).toHaveTextContent('+3.0 points');
  });

  it('says which figures count and which are inflated', async () => {
    await renderInPortal(<EvaluationsTab asset={model} />, {
      ...untrained,
      getRun: async id => detailed(id),
      listRuns: async () => ({
        items: [
          {
            ...run('1', 0.94),
            audited: false,
            inflatedRows: 12,
            onAudit: {
              figure: { value: 0.925, low: 0.88, high: 0.95, n: 200 },
              auditId: 'a1',
            },
          },
        ],
      }),
      getAsset: async () => digits,
      getRows: async () => rows,
    });
    const [marks] = await screen.findAllByRole('list', {
      name: 'How far these figures count',
    });
    expect(marks).toHaveTextContent('counts: the figure on 200 audited rows');
    expect(marks).toHaveTextContent(
      'inflated: 12 test labels were repaired because this model disagreed',
    );
    expect(screen.getByText('accuracy on audited rows')).toBeInTheDocument();
  });

  it('says who predicted, where the model is not run here', async () => {
    const served = {
      host: 'models.example.com',
      model: 'mail-filter',
      version: '3',
      at: '2026-11-20T10:00:00Z',
    };
    await renderInPortal(<EvaluationsTab asset={model} />, {
      getRun: async id => detailed(id),
      listRuns: async () => ({ items: [{ ...run('1', 0.94), served }] }),
      getAsset: async () => digits,
      getRows: async () => rows,
    });
    expect(await screen.findByText(/Predicted by/)).toHaveTextContent(
      /Predicted by mail-filter 3 as served by models\.example\.com/,
    );
  });

  describe('asks for runs', () => {
    const planned = (datasetVersionId = 'v1'): RunPlan => ({
      modelVersions: [
        { id: 'mv2', semver: '2.0.0', commit: 'b'.repeat(40), subject: 'b' },
        { id: 'mv1', semver: '1.0.0', commit: 'a'.repeat(40), subject: 'a' },
      ],
      datasets: [
        {
          assetId: digits.id,
          name: 'digits',
          versions: [
            { id: 'v2', commit: 'd'.repeat(40), subject: 'relabel' },
            { id: 'v1', commit: 'c'.repeat(40), subject: 'first' },
          ],
        },
      ],
      modelVersionId: 'mv2',
      datasetVersionId,
      items: [
        datasetVersionId === 'v1'
          ? {
              plan: 'known',
              evaluation: 'held-out',
              split: 'test',
              rows: 2000,
              runId: '1',
              job: done,
            }
          : { plan: 'new', evaluation: 'held-out', split: 'test', rows: 2000 },
      ],
    });
    const api = {
      ...untrained,
      listRuns: async () => ({
        items: [
          run('1', 0.9),
          run('2', 0.94),
          { ...run('3', 0.95), modelVersionId: 'mv2', datasetVersionId: 'v2' },
        ],
      }),
      getRun: async (id: string) => detailed(id),
      getAsset: async () => digits,
      getRows: async () => rows,
      planRuns: async (_: string, { datasetVersionId }: RunPlanQuery = {}) =>
        planned(datasetVersionId),
    };

    it('of versions that a person chooses, and opens what was run before', async () => {
      const user = userEvent.setup();
      const askForRuns = jest.fn(async () => ({ items: [run('2', 0.94)] }));
      await renderInPortal(<EvaluationsTab asset={model} />, {
        ...api,
        askForRuns,
      });
      await user.click(
        await screen.findByRole('button', { name: 'Ask for a run' }),
      );
      const list = await screen.findByRole('list', {
        name: 'What would be run',
      });
      expect(list).toHaveTextContent(/^held-out, 2,000 test rows: was run/);
      expect(
        screen.getByRole('button', { name: 'Nothing to run' }),
      ).toBeDisabled();
      await user.selectOptions(
        screen.getByRole('combobox', { name: 'on data' }),
        'v2',
      );
      await user.click(
        await screen.findByRole('button', { name: 'Run 1 evaluation' }),
      );
      expect(askForRuns).toHaveBeenCalledWith('m', {
        modelVersionId: 'mv2',
        datasetVersionId: 'v2',
        evaluation: undefined,
      });
      expect(screen.queryByRole('form')).not.toBeInTheDocument();
    });

    it('from an empty cell of the grid', async () => {
      const planRuns = jest.fn(api.planRuns);
      await renderInPortal(<EvaluationsTab asset={model} />, {
        ...api,
        planRuns,
      });
      await userEvent.click(
        await screen.findByRole('button', { name: /not evaluated\. Ask/ }),
      );
      expect(await screen.findByRole('form')).toBeInTheDocument();
      expect(planRuns).toHaveBeenCalledWith('m', {
        modelVersionId: 'mv1',
        datasetVersionId: 'v2',
      });
    });

    it('for nobody who may not run', async () => {
      await renderInPortal(
        <EvaluationsTab asset={{ ...model, allowed: ['readRows'] }} />,
        api,
      );
      expect(
        await screen.findByRole('button', { name: /: not evaluated$/ }),
      ).toHaveAttribute('aria-disabled', 'true');
      expect(
        screen.queryByRole('button', { name: 'Ask for a run' }),
      ).not.toBeInTheDocument();
    });
  });

  const running: Run = {
    ...run('3', 0.9),
    job: { ...done, id: 'j3', state: 'running', progress: 0.4 },
    metrics: undefined,
  };

  it('says when evaluations are asked anew', async () => {
    const inAWeek = new Date(Date.now() + 7.5 * 86_400_000).toISOString();
    await renderInPortal(<EvaluationsTab asset={model} />, {
      ...untrained,
      getRun: async id => detailed(id),
      listRuns: async () => ({
        items: [running],
        schedules: [
          { evaluation: 'held-out', next: inAWeek, asks: 'server' },
          { evaluation: 'never', asks: 'missing' },
        ],
      }),
    });
    const schedules = await screen.findByRole('list', { name: 'Schedules' });
    expect(schedules).toHaveTextContent(
      /held-out asks its server anew next week\..*never comes/,
    );
  });

  it('shows the progress of a run under way', async () => {
    await renderInPortal(<EvaluationsTab asset={model} />, {
      ...untrained,
      getRun: async id => detailed(id),
      listRuns: async () => ({ items: [running] }),
    });
    expect(await screen.findByRole('progressbar')).toHaveAttribute(
      'aria-valuenow',
      '40',
    );
  });

  it('shows why a training failed, and tries it again for who may run', async () => {
    const failed: Retraining = {
      id: 't1',
      state: 'failed',
      attempt: 1,
      data: {
        assetId: digits.id,
        name: 'digits',
        versionId: 'v2',
        commit: 'a'.repeat(40),
        subject: 'Relabel five digits',
      },
      workflow: 'retrain.yml',
      repository: 'northlight/digit-reader',
      ref: 'main',
      run: { number: 12, url: 'https://host.test/runs/12' },
      askedAt: '2026-11-26T10:00:00Z',
      reason: "The step 'Train' of the job 'train' failed.",
      reasonUrl: 'https://host.test/log',
    };
    let items: Retraining[] = [failed];
    await renderInPortal(<EvaluationsTab asset={model} />, {
      listRuns: async () => ({ items: [] }),
      listRetrainings: async () => ({ workflow: 'retrain.yml', items }),
      retryRetraining: async (_, id) => {
        items = [{ ...failed, id, state: 'queued', attempt: 2 }];
        return { items };
      },
    });
    const training = await screen.findByRole('article', {
      name: 'Training on digits aaaaaaa',
    });
    expect(training).toHaveTextContent("The step 'Train'");
    expect(
      within(training).getByRole('link', { name: 'Its log' }),
    ).toHaveAttribute('href', 'https://host.test/log');
    await userEvent.click(
      within(training).getByRole('button', { name: 'Try again' }),
    );
    expect(
      await screen.findByRole('heading', {
        name: 'Training: run 12 of retrain.yml waits for a runner',
      }),
    ).toBeInTheDocument();
  });

  it('cancels a run under way', async () => {
    let { job } = running;
    await renderInPortal(<EvaluationsTab asset={model} />, {
      ...untrained,
      getRun: async id => detailed(id),
      listRuns: async () => ({ items: [{ ...running, job }] }),
      cancelJob: async id => {
        job = {
          ...running.job,
          id,
          state: 'cancelled',
          error: 'Cancelled by user:default/mira.',
        };
        return job;
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Cancel/ }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /was stopped.*Cancelled by user:default\/mira/,
    );
    expect(job.id).toBe('j3');
  });
});
