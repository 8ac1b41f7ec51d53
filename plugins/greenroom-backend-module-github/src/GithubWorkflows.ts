import type {
  WorkflowHost,
  WorkflowQuestion,
  WorkflowRun,
} from '@greenroom/backstage-plugin-greenroom-node';
import type { Octokit } from '@octokit/rest';
import type { GithubHttp } from './GithubHttp';
import { refusedDispatch } from './refusedDispatch';
import { splitRepository } from './splitRepository';
import {
  chooseRun,
  type JobAnswer,
  type RunAnswer,
  toWorkflowRun,
} from './workflowRun';

const PAGE = 100;

type Dispatched = { readonly workflow_run_id?: number };
type Failure = { readonly status?: number; readonly message?: string };

/** GitHub Actions, as the integration. */
export class GithubWorkflows implements WorkflowHost {
  readonly #http: Pick<GithubHttp, 'integration'>;

  constructor(http: Pick<GithubHttp, 'integration'>) {
    this.#http = http;
  }

  async dispatch(question: WorkflowQuestion): Promise<string | undefined> {
    const octokit = await this.#http.integration();
    try {
      const { workflow_run_id: id } = await dispatch(octokit, question);
      return id === undefined ? undefined : String(id);
    } catch (error) {
      throw refusedDispatch(question, error as Failure) ?? error;
    }
  }

  async find(
    { repository, workflow, marker }: WorkflowQuestion,
    { millis, exceptRunId }: Parameters<WorkflowHost['find']>[1],
  ): Promise<WorkflowRun | undefined> {
    const octokit = await this.#http.integration();
    const { data } = await octokit.actions.listWorkflowRuns({
      ...splitRepository(repository),
      workflow_id: workflow,
      event: 'workflow_dispatch',
      per_page: PAGE,
    });
    const run = chooseRun(
      data.workflow_runs.filter(({ id }) => String(id) !== exceptRunId),
      marker,
      millis,
    );
    return run && toWorkflowRun(run);
  }

  async get(
    repository: string,
    runId: string,
  ): Promise<WorkflowRun | undefined> {
    const octokit = await this.#http.integration();
    const place = { ...splitRepository(repository), run_id: Number(runId) };
    let answer: RunAnswer;
    try {
      ({ data: answer } = await octokit.actions.getWorkflowRun(place));
    } catch (error) {
      if ((error as Failure).status === 404) return undefined;
      throw error;
    }
    if (toWorkflowRun(answer).state !== 'failed') return toWorkflowRun(answer);
    const { data } = await octokit.actions.listJobsForWorkflowRun({
      ...place,
      filter: 'latest',
      per_page: PAGE,
    });
    return toWorkflowRun(answer, data.jobs as readonly JobAnswer[]);
  }
}

/**
 * Newer hosts tell which run began, where they are asked to; those that do not
 * know the question yet refuse the word, or answer 204 as ever.
 */
async function dispatch(
  octokit: Octokit,
  { repository, workflow, ref, inputs }: WorkflowQuestion,
): Promise<Dispatched> {
  const send = async (wanted: object): Promise<Dispatched> => {
    const { data } = await octokit.request(
      'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
      {
        ...splitRepository(repository),
        workflow_id: workflow,
        ref,
        inputs,
        ...wanted,
      },
    );
    return (data as Dispatched | undefined) ?? {};
  };
  try {
    return await send({ return_run_details: true });
  } catch (error) {
    const { status, message = '' } = error as Failure;
    if (status !== 422 || !message.includes('return_run_details')) throw error;
    return send({});
  }
}
