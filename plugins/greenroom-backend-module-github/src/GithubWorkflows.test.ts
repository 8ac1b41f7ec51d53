import { mockServices } from '@backstage/backend-test-utils';
import { WorkflowRefusedError } from '@greenroom/backstage-plugin-greenroom-node';
import { createGithubHttp } from './GithubHttp';
import { GithubWorkflows } from './GithubWorkflows';
import { fakeClock } from './__testUtils__/fakeClock';
import {
  type ScriptedAnswer,
  type ScriptedHost,
  startScriptedHost,
} from './__testUtils__/scriptedHost';

const question = {
  repository: 'northlight/digit-reader',
  workflow: 'retrain.yml',
  ref: 'main',
  inputs: { dataset_revision: 'a'.repeat(40) },
  marker: 'a'.repeat(40),
};
const DISPATCH =
  'POST /repos/northlight/digit-reader/actions/workflows/retrain.yml/dispatches';

describe('GithubWorkflows', () => {
  let host: ScriptedHost;
  afterEach(() => host.stop());

  /** Answers in turn, the last of them for ever. */
  const workflowsAt = async (...answers: ScriptedAnswer[]) => {
    host = await startScriptedHost(
      (_, count) => answers[Math.min(count, answers.length) - 1],
    );
    return new GithubWorkflows(
      createGithubHttp({
        apiBaseUrl: host.url,
        target: 'northlight',
        logger: mockServices.logger.mock(),
        getToken: async () => 'token-of-integration',
        clock: fakeClock(),
      }),
    );
  };

  it('starts a workflow, and knows its run where the host tells it', async () => {
    const workflows = await workflowsAt({
      status: 200,
      body: { workflow_run_id: 42, run_url: '', html_url: '' },
    });
    expect(await workflows.dispatch(question)).toBe('42');
    expect(host.requests).toEqual([DISPATCH]);
  });

  it.each<[string, ScriptedAnswer[]]>([
    ['says nothing', [{ status: 204 }]],
    [
      'does not know the question for the run',
      [
        {
          status: 422,
          body: {
            message:
              'Invalid request.\n\n"return_run_details" is not a permitted key.',
          },
        },
        { status: 204 },
      ],
    ],
  ])('starts it once on a host that %s', async (_, answers) => {
    const workflows = await workflowsAt(...answers);
    expect(await workflows.dispatch(question)).toBeUndefined();
    expect(host.requests).toHaveLength(answers.length);
  });

  it.each([
    [403, 'Resource not accessible by integration', /Actions: write/],
    [403, 'Repository was archived so is read-only.', /Unarchive it/],
    [404, 'Not Found', /Add \.github\/workflows\/retrain\.yml/],
    [
      422,
      "Workflow does not have 'workflow_dispatch' trigger",
      /has no trigger/,
    ],
    [422, 'No ref found for: main', /no branch or tag 'main'/],
    [422, 'Unexpected inputs provided: ["epochs"]', /epochs.*training\.inputs/],
  ])('says what to do about a %s: %s', async (status, message, remedy) => {
    const workflows = await workflowsAt({ status, body: { message } });
    const refused = await workflows.dispatch(question).catch(error => error);
    expect(refused).toBeInstanceOf(WorkflowRefusedError);
    expect(refused.message).toMatch(remedy);
  });

  it('leaves it to the next attempt where the host is ill, and asks no second time by itself', async () => {
    const workflows = await workflowsAt({ status: 502 });
    const error = await workflows.dispatch(question).catch(cause => cause);
    expect(error).not.toBeInstanceOf(WorkflowRefusedError);
    expect(host.requests).toEqual([DISPATCH]);
  });

  it('knows no run that the host has deleted', async () => {
    const workflows = await workflowsAt({ status: 404 });
    expect(await workflows.get(question.repository, '42')).toBeUndefined();
  });
});
