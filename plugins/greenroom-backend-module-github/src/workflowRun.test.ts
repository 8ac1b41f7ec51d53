import { chooseRun, type RunAnswer, toWorkflowRun } from './workflowRun';

const revision = 'a'.repeat(40);
const run = (id: number, answer: Partial<RunAnswer> = {}): RunAnswer => ({
  id,
  run_number: id,
  display_title: 'retrain',
  html_url: `https://git.example/acme/model/actions/runs/${id}`,
  status: 'queued',
  conclusion: null,
  created_at: '2026-11-26T10:00:00Z',
  run_started_at: '2026-11-26T10:00:05Z',
  updated_at: '2026-11-26T10:05:00Z',
  ...answer,
});

describe('toWorkflowRun', () => {
  it.each([
    ['queued', null, 'queued'],
    ['waiting', null, 'queued'],
    ['in_progress', null, 'running'],
    ['completed', 'success', 'succeeded'],
    ['completed', 'cancelled', 'cancelled'],
    ['completed', 'failure', 'failed'],
    ['completed', 'timed_out', 'failed'],
  ])('reads %s, %s as %s', (status, conclusion, state) => {
    expect(toWorkflowRun(run(1, { status, conclusion })).state).toBe(state);
  });

  it('names the step that failed, and leads to its log', () => {
    const failed = run(1, { status: 'completed', conclusion: 'failure' });
    const url = 'https://git.example/acme/model/actions/runs/1/job/2';
    expect(
      toWorkflowRun(failed, [
        { name: 'lint', html_url: null, conclusion: 'success' },
        {
          name: 'train',
          html_url: url,
          conclusion: 'failure',
          steps: [
            { name: 'Set up job', conclusion: 'success' },
            { name: 'Train', conclusion: 'failure' },
            { name: 'Push', conclusion: 'skipped' },
          ],
        },
      ]).failure,
    ).toEqual({ text: "The step 'Train' of the job 'train' failed.", url });
  });

  it('says that a workflow whose file is wrong never began', () => {
    const never = { status: 'completed', conclusion: 'startup_failure' };
    expect(toWorkflowRun(run(1, never)).failure?.text).toMatch(
      'could not be started',
    );
  });
});

describe('chooseRun', () => {
  const at = Date.parse('2026-11-26T10:00:00Z');
  const titled = (id: number, commit: string) =>
    run(id, { display_title: `Train on acme/data@${commit}` });

  it('takes the run whose title tells the revision, however many began', () => {
    const runs = [run(1), titled(3, 'b'.repeat(40)), titled(2, revision)];
    expect(chooseRun(runs, revision, at)?.id).toBe(2);
  });

  it('takes the first that began since, where titles tell nothing', () => {
    const before = run(1, { created_at: '2026-11-26T09:00:00Z' });
    expect(chooseRun([run(3), run(2), before], revision, at)?.id).toBe(2);
  });

  it('takes no run of another revision', () => {
    expect(chooseRun([titled(1, 'b'.repeat(40))], revision, at)).toBe(
      undefined,
    );
  });
});
