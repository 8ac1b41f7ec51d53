import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { readCommandFile } from './commandFiles';
import { type Contexts, evaluate } from './evaluate';

type Step = {
  readonly name?: string;
  readonly id?: string;
  readonly shell: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run: string;
};
type Action = {
  readonly inputs: Readonly<
    Record<string, { readonly required?: boolean; readonly default?: string }>
  >;
  readonly outputs?: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
};

/** Keys of a step that are known here; a runner knows more. */
const KNOWN = ['name', 'id', 'shell', 'env', 'run'];
/** How a runner starts bash for a step that names it (GitHub, "jobs.<job_id>.steps[*].shell"). */
const BASH = ['--noprofile', '--norc', '-eo', 'pipefail'];

/** How a machine reaches the network, where that takes more than a cable: a runner behind a proxy, or one that reads what goes through it, has these, too. */
const NETWORK = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'NODE_EXTRA_CA_CERTS',
];

/** Where a job runs, and what of the machine its steps see. */
export type Job = {
  /** The data repository, checked out. */
  readonly workspace: string;
  /** Empty, of this job alone. */
  readonly temporary: string;
  readonly home: string;
  /** Where programs are looked for. */
  readonly path: string;
  /** What the host told of the event. */
  readonly event: object;
};

export type Ended = {
  /** Of the step that ended the action, or 0. */
  readonly status: number;
  readonly outputs: Readonly<Record<string, string>>;
  /** What was told to people beside the job. */
  readonly summary: string;
  readonly seconds: Readonly<Record<string, number>>;
  readonly said: string;
};

/**
 * Runs the steps of a composite action as a runner does: each in a bash of its own,
 * in the workspace, with the environment of a runner and none of ours, ended by
 * the first that fails.
 *
 * @param folder - of the action, in a copy of its repository as a runner fetches it
 * @throws Error where the action uses what is not known here, or lacks an input
 */
export async function runComposite(
  folder: string,
  given: Readonly<Record<string, string>>,
  job: Job,
): Promise<Ended> {
  const action = parse(
    readFileSync(path.join(folder, 'action.yml'), 'utf8'),
  ) as Action;
  const { using, steps } = action.runs;
  if (using !== 'composite')
    throw new Error(`The action runs ${using}; only composite ones are run.`);
  const results: Record<string, { outputs: Record<string, string> }> = {};
  const contexts: Contexts = {
    inputs: inputsOf(action, given),
    github: { event: job.event },
    steps: results,
  };
  const files = {
    GITHUB_EVENT_PATH: fileOf(job, JSON.stringify(job.event)),
    GITHUB_STEP_SUMMARY: fileOf(job),
  };
  const seconds: Record<string, number> = {};
  let said = '';
  let status = 0;
  for (const [at, step] of steps.entries()) {
    assertKnown(step);
    const output = fileOf(job);
    const startedAt = performance.now();
    const ended = await runStep(step, contexts, job, {
      ...files,
      GITHUB_ACTION_PATH: folder,
      GITHUB_OUTPUT: output,
    });
    seconds[step.name ?? `step ${at + 1}`] =
      (performance.now() - startedAt) / 1000;
    said += ended.said;
    status = ended.status;
    if (step.id)
      results[step.id] = {
        outputs: readCommandFile(readFileSync(output, 'utf8')),
      };
    if (status !== 0) break;
  }
  return {
    status,
    outputs: Object.fromEntries(
      Object.entries(action.outputs ?? {}).map(([name, { value }]) => [
        name,
        evaluate(value, contexts),
      ]),
    ),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
    seconds,
    said,
  };
}

function inputsOf(
  { inputs }: Action,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const unknown = Object.keys(given).find(name => !(name in inputs));
  if (unknown) throw new Error(`The action has no input ${unknown}.`);
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { required, default: usual = '' }]) => {
      if (required && given[name] === undefined)
        throw new Error(`The action needs the input ${name}.`);
      return [name, given[name] ?? usual];
    }),
  );
}

function assertKnown(step: Step): void {
  const unknown = Object.keys(step).find(key => !KNOWN.includes(key));
  if (unknown)
    throw new Error(
      `A step uses ${unknown}, which is not known here. Teach runComposite.ts.`,
    );
  if (step.shell !== 'bash')
    throw new Error(`A step runs in ${step.shell}; only bash is known here.`);
}

function runStep(
  { run, env = {} }: Step,
  contexts: Contexts,
  { workspace, temporary, home, path: programs }: Job,
  files: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly said: string }> {
  const script = path.join(temporary, `${randomUUID()}.sh`);
  writeFileSync(script, evaluate(run, contexts));
  const child = spawn('bash', [...BASH, script], {
    cwd: workspace,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: programs,
      HOME: home,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: temporary,
      RUNNER_OS: 'Linux',
      ...Object.fromEntries(
        NETWORK.flatMap(name => {
          const value = process.env[name];
          return value === undefined ? [] : [[name, value]];
        }),
      ),
      ...files,
      ...Object.fromEntries(
        Object.entries(env).map(([name, value]) => [
          name,
          evaluate(String(value), contexts),
        ]),
      ),
    },
  });
  let said = '';
  const hear = (chunk: Buffer) => {
    said += chunk;
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve({ status: code ?? 1, said }));
  });
}

function fileOf({ temporary }: Job, content = ''): string {
  const file = path.join(temporary, randomUUID());
  writeFileSync(file, content);
  return file;
}
