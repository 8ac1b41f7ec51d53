import type { GithubApi } from './GithubApi';
import type { Webhooks } from './Webhooks';
import { Workflows } from './Workflows';

const REPOSITORY = 'northlight/digit-reader';
const FILES: Readonly<Record<string, string>> = {
  '.github/workflows/retrain.yml': `
name: retrain
run-name: Train on \${{ inputs.dataset_repository }}@\${{ inputs.dataset_revision }}
on:
  workflow_dispatch:
    inputs:
      dataset_repository: { required: true }
      dataset_revision: { required: true }
      epochs: { required: false }
jobs:
  train: { steps: [{ run: train }] }
`,
  '.github/workflows/lint.yml': `
on: { push: {} }
jobs:
  lint: { steps: [{ run: lint }] }
`,
};
const inputs = {
  dataset_repository: 'northlight/digits-data',
  dataset_revision: 'a'.repeat(40),
};

describe('Workflows', () => {
  const told: string[] = [];
  let completed: Promise<void>;
  let workflows: Workflows;

  beforeEach(() => {
    told.length = 0;
    completed = new Promise(resolve => {
      workflows = new Workflows({
        // Nothing is trained: the run fails.
        api: {
          get: async () => {
            throw new Error('no such repository');
          },
        } as unknown as GithubApi,
        url: 'http://host.test',
        webhooks: {
          workflowRun: (_repository: string, action: string) => {
            told.push(action);
            if (action === 'completed') resolve();
          },
        } as unknown as Webhooks,
        log: () => {},
        file: async (_repository, ref, path) => {
          const text = FILES[path];
          if (text === undefined || !['main', 'HEAD'].includes(ref))
            throw new Error(`no file ${path}`);
          return Buffer.from(text);
        },
        pushed: () => {},
      });
    });
  });

  const ask = (method: string, rest: string, body: object = {}) => {
    const path = `/repos/${REPOSITORY}/actions/${rest}`;
    return workflows.answer({
      method,
      path,
      url: new URL(path, 'http://host.test'),
      body: Buffer.from(JSON.stringify(body)),
    });
  };
  const dispatch = (body: object, file = 'retrain.yml') =>
    ask('POST', `workflows/${file}/dispatches`, {
      ref: 'main',
      inputs,
      ...body,
    });

  it('begins a run, tells it where it is asked to, and how it went on', async () => {
    expect(await dispatch({ return_run_details: true })).toMatchObject({
      status: 200,
      value: { workflow_run_id: 1 },
    });
    await completed;
    expect(told).toEqual(['requested', 'in_progress', 'completed']);
    expect(await ask('GET', 'workflows/retrain.yml/runs')).toMatchObject({
      value: {
        workflow_runs: [
          {
            id: 1,
            run_number: 1,
            display_title: `Train on northlight/digits-data@${'a'.repeat(40)}`,
            status: 'completed',
            conclusion: 'failure',
          },
        ],
      },
    });
    expect(await ask('GET', 'runs/1/jobs')).toMatchObject({
      value: { jobs: [{ name: 'train', conclusion: 'failure' }] },
    });
  });

  it('says nothing where nobody asks for the run', async () => {
    expect(await dispatch({})).toEqual({ status: 204 });
  });

  it.each([
    ['a file that is not there', {}, 'none.yml', 404, /Not Found/],
    ['a workflow nobody may start', {}, 'lint.yml', 422, /workflow_dispatch/],
    ['a branch that is not there', { ref: 'next' }, undefined, 422, /No ref/],
    [
      'an input that it does not declare',
      { inputs: { ...inputs, seed: '1' } },
      undefined,
      422,
      /Unexpected inputs provided: \["seed"\]/,
    ],
    [
      'a missing input',
      { inputs: { dataset_repository: 'a/b' } },
      undefined,
      422,
      /'dataset_revision' not provided/,
    ],
    [
      'a word that it does not know',
      { wait: true },
      undefined,
      422,
      /"wait" is not a permitted key/,
    ],
  ])('refuses %s', async (_, body, file, status, message) => {
    const answer = await dispatch(body, file);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.value).replaceAll('\\', '')).toMatch(message);
    expect(told).toEqual([]);
  });
});
