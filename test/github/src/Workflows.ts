import { parse } from 'yaml';
import { z } from 'zod';
import type { GithubApi } from './GithubApi';
import { runTrainingWorkflow } from './trainingWorkflow';
import type { Webhooks } from './Webhooks';

/** What the host says of a run, as far as anybody here reads it. */
export type ApiRun = {
  readonly id: number;
  readonly name: string;
  readonly run_number: number;
  readonly run_attempt: number;
  readonly event: 'workflow_dispatch';
  readonly path: string;
  readonly display_title: string;
  readonly head_branch: string;
  readonly html_url: string;
  readonly created_at: string;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: 'success' | 'failure' | null;
  run_started_at: string;
  updated_at: string;
};

type Answer = { readonly status: number; readonly value?: unknown };
type Request = {
  readonly method: string;
  readonly path: string;
  readonly url: URL;
  readonly body: Buffer;
};
type Run = { readonly repository: string; readonly run: ApiRun };

/** Keys that the host permits in a dispatch; it refuses every other by name. */
const dispatchSchema = z.strictObject({
  ref: z.string().min(1),
  inputs: z.record(z.string(), z.string()).default({}),
  return_run_details: z.boolean().default(false),
});
const workflowSchema = z.object({
  name: z.string().optional(),
  'run-name': z.string().optional(),
  on: z.record(z.string(), z.unknown()),
  jobs: z.record(
    z.string(),
    z.object({ steps: z.array(z.record(z.string(), z.unknown())) }),
  ),
});
const triggerSchema = z
  .object({
    inputs: z
      .record(z.string(), z.object({ required: z.boolean().default(false) }))
      .default({}),
  })
  .nullable();

const RUNS = /^\/repos\/([^/]+\/[^/]+)\/actions\/(.+)$/;
const DISPATCHES = /^workflows\/([^/]+)\/dispatches$/;
const OF_WORKFLOW = /^workflows\/([^/]+)\/runs$/;
const ONE = /^runs\/(\d+)(\/jobs)?$/;

/** Refused as the host refuses it. */
class Refused extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

/**
 * The host's Actions, which the emulator lacks: dispatches, held against the
 * workflow's own file, and the runs they begin. What a run does is the training
 * program of the example organisation.
 */
export class Workflows {
  readonly #runs: Run[] = [];

  constructor(
    private readonly host: {
      readonly api: GithubApi;
      readonly url: string;
      readonly webhooks: Webhooks;
      log(line: string): void;
      file(repository: string, ref: string, path: string): Promise<Buffer>;
      /** A run has moved a branch. */
      pushed(
        repository: string,
        ref: string,
        before: string,
        after: string,
      ): void;
    },
  ) {}

  serves({ path }: Pick<Request, 'path'>): boolean {
    return RUNS.test(path);
  }

  async answer(request: Request): Promise<Answer> {
    const [, repository, rest] = RUNS.exec(request.path)!;
    try {
      const dispatches = DISPATCHES.exec(rest);
      if (request.method === 'POST' && dispatches)
        return await this.#dispatch(repository, dispatches[1], request.body);
      const runs = OF_WORKFLOW.exec(rest);
      if (request.method === 'GET' && runs)
        return this.#list(repository, runs[1]);
      const one = ONE.exec(rest);
      if (request.method === 'GET' && one)
        return await this.#one(repository, Number(one[1]), one[2]);
      throw new Refused(404, 'Not Found');
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { status: error.status, value: { message: error.message } };
    }
  }

  find(repository: string, id: number): ApiRun | undefined {
    return this.#runs.find(
      each => each.repository === repository && each.run.id === id,
    )?.run;
  }

  async #dispatch(
    repository: string,
    file: string,
    body: Buffer,
  ): Promise<Answer> {
    const dispatch = readDispatch(body);
    const { ref, inputs } = dispatch;
    const path = `.github/workflows/${file}`;
    await this.#text(repository, 'HEAD', path, new Refused(404, 'Not Found'));
    const text = await this.#text(
      repository,
      ref,
      path,
      new Refused(422, `No ref found for: ${ref}`),
    );
    const workflow = workflowSchema.parse(parse(text));
    assertInputs(workflow.on, inputs);
    const number =
      this.#runs.filter(
        each => each.repository === repository && each.run.path === path,
      ).length + 1;
    const id = this.#runs.length + 1;
    const now = hostTime();
    const run: ApiRun = {
      id,
      name: workflow.name ?? path,
      run_number: number,
      run_attempt: 1,
      event: 'workflow_dispatch',
      path,
      display_title: titleOf(workflow, inputs) ?? workflow.name ?? path,
      head_branch: ref,
      html_url: `${this.host.url}/${repository}/actions/runs/${id}`,
      created_at: now,
      status: 'queued',
      conclusion: null,
      run_started_at: now,
      updated_at: now,
    };
    this.#runs.push({ repository, run });
    void this.#perform(repository, run, inputs);
    return dispatch.return_run_details
      ? {
          status: 200,
          value: {
            workflow_run_id: id,
            run_url: `${this.host.url}/api/v3/repos/${repository}/actions/runs/${id}`,
            html_url: run.html_url,
          },
        }
      : { status: 204 };
  }

  async #perform(
    repository: string,
    run: ApiRun,
    inputs: Readonly<Record<string, string>>,
  ): Promise<void> {
    const { api, log, pushed } = this.host;
    this.#tell(repository, run, 'requested');
    run.status = 'in_progress';
    this.#tell(repository, run, 'in_progress');
    log(`${run.name} of ${repository}: ${run.display_title}`);
    try {
      const { before, after } = await runTrainingWorkflow(api, {
        repository,
        ref: run.head_branch,
        inputs: {
          dataset_repository: inputs.dataset_repository,
          dataset_revision: inputs.dataset_revision,
        },
      });
      pushed(repository, run.head_branch, before, after);
      run.conclusion = 'success';
    } catch (error) {
      log(`${run.name} of ${repository} failed: ${error}`);
      run.conclusion = 'failure';
    }
    run.status = 'completed';
    this.#tell(repository, run, 'completed');
  }

  #tell(repository: string, run: ApiRun, action: string): void {
    run.updated_at = hostTime();
    this.host.webhooks.workflowRun(repository, action, { ...run });
  }

  #list(repository: string, file: string): Answer {
    const runs = this.#runs
      .filter(
        each =>
          each.repository === repository &&
          each.run.path === `.github/workflows/${file}`,
      )
      .map(({ run }) => run)
      .reverse();
    return {
      status: 200,
      value: { total_count: runs.length, workflow_runs: runs },
    };
  }

  async #one(
    repository: string,
    id: number,
    jobs: string | undefined,
  ): Promise<Answer> {
    const run = this.find(repository, id);
    if (!run) throw new Refused(404, 'Not Found');
    if (jobs === undefined) return { status: 200, value: run };
    const text = await this.host.file(repository, run.head_branch, run.path);
    const found = Object.keys(workflowSchema.parse(parse(String(text))).jobs);
    return {
      status: 200,
      value: {
        total_count: found.length,
        jobs: found.map(name => ({
          name,
          status: run.status,
          conclusion: run.conclusion,
          html_url: run.html_url,
          steps: [],
        })),
      },
    };
  }

  async #text(
    repository: string,
    ref: string,
    path: string,
    absent: Refused,
  ): Promise<string> {
    try {
      return String(await this.host.file(repository, ref, path));
    } catch {
      throw absent;
    }
  }
}

function readDispatch(body: Buffer): z.infer<typeof dispatchSchema> {
  const read = dispatchSchema.safeParse(JSON.parse(String(body) || '{}'));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Refused(
    422,
    issue.code === 'unrecognized_keys'
      ? `Invalid request.\n\n"${issue.keys[0]}" is not a permitted key.`
      : `Invalid request.\n\n${issue.message}`,
  );
}

function assertInputs(
  on: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, string>>,
): void {
  if (!('workflow_dispatch' in on))
    throw new Refused(
      422,
      "Workflow does not have 'workflow_dispatch' trigger",
    );
  const { inputs } = triggerSchema.parse(on.workflow_dispatch) ?? {
    inputs: {},
  };
  const unexpected = Object.keys(given).filter(name => !(name in inputs));
  if (unexpected.length > 0)
    throw new Refused(
      422,
      `Unexpected inputs provided: ${JSON.stringify(unexpected)}`,
    );
  for (const [name, { required }] of Object.entries(inputs))
    if (required && !(name in given))
      throw new Refused(422, `Required input '${name}' not provided`);
}

/** What `run-name` says, with its inputs put in. */
function titleOf(
  workflow: z.infer<typeof workflowSchema>,
  inputs: Readonly<Record<string, string>>,
): string | undefined {
  return workflow['run-name']?.replaceAll(
    /\$\{\{\s*inputs\.([\w-]+)\s*\}\}/g,
    (_, name: string) => inputs[name] ?? '',
  );
}

/** The host's times have whole seconds. */
function hostTime(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}
