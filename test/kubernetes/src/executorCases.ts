import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { JsonObject } from '@backstage/types';
import {
  type ComputeAnswer,
  type ComputeContext,
  type ComputeExecutor,
  type ComputeLimits,
  WorkerLostError,
} from '@greenroom/backstage-plugin-greenroom-node';

/** What every executor has to do; its worker is the backend's `compute/__testUtils__/worker.js`. */
export type ExecutorCase = {
  readonly title: string;
  run(open: OpenExecutor): Promise<void>;
};

/** An executor whose computations have these limits. */
export type OpenExecutor = (limits: ComputeLimits) => Promise<ComputeExecutor>;

/** Enough for Node.js, and soon passed. */
export const CASE_LIMITS: ComputeLimits = {
  memoryBytes: 400e6,
  timeSeconds: 60,
  diskBytes: 20e6,
};

/** More than a chunk of any stream, and no whole number of them. */
const INPUT_BYTES = 3_000_001;

export const EXECUTOR_CASES: readonly ExecutorCase[] = [
  {
    title: 'takes answer, progress and log of a worker',
    run: open =>
      inFolders(async ({ ask, file, heard }) => {
        const input = file('in.txt', 'hello');
        assert.deepEqual(await ask(open, { kind: 'copy', input }, [input]), {
          type: 'result',
          result: { bytes: 5 },
        });
        assert.ok(heard.includes('0.5 Half of it'), `heard: ${heard}`);
        assert.ok(heard.includes('a line of its own'), `heard: ${heard}`);
      }),
  },
  {
    title: 'gives a worker its inputs, files and folders, byte for byte',
    run: open =>
      inFolders(async ({ ask, file, directory }) => {
        const names = [
          'single.bin',
          'set/a b ü.csv',
          'set/deep/empty',
          'set/x',
        ];
        const bytes = [randomBytes(INPUT_BYTES), 'a', '', randomBytes(999)];
        const places = names.map((name, i) => file(name, bytes[i]));
        const folder = path.join(directory, 'set');
        const { result } = (await ask(
          open,
          { kind: 'digests', files: places },
          [places[0], folder],
        )) as { result: unknown };
        assert.deepEqual(
          result,
          bytes.map(content =>
            createHash('sha256').update(content).digest('hex'),
          ),
        );
      }),
  },
  {
    title: 'takes every output, byte for byte, also those in folders',
    run: open =>
      inFolders(async ({ ask, out }) => {
        const { result } = (await ask(open, { kind: 'leave' }, [])) as {
          result: Record<string, string>;
        };
        const found = Object.keys(result).map(name => [
          name,
          createHash('sha256')
            .update(readFileSync(path.join(out, name)))
            .digest('hex'),
        ]);
        assert.deepEqual(Object.fromEntries(found), result);
      }),
  },
  {
    title: 'says which input is at fault, by its place here',
    run: open =>
      inFolders(async ({ ask, file }) => {
        const input = file('a.csv', 'x');
        assert.deepEqual(await ask(open, { kind: 'blame', input }, [input]), {
          type: 'error',
          message: 'Not a table.',
          file: input,
          line: 3,
        });
      }),
  },
  {
    title: 'hands a worker no environment but a path and a folder',
    run: open =>
      inFolders(async ({ ask }) => {
        const { result } = (await ask(open, { kind: 'environment' }, [])) as {
          result: readonly string[];
        };
        const given = new Set(['NODE_ENV', 'PATH', 'PWD', 'TMPDIR', '_']);
        assert.deepEqual(
          result.filter(name => !given.has(name)),
          [],
        );
      }),
  },
  {
    title: 'says so when a worker ends without an answer',
    run: open =>
      fails(open, { kind: 'crash' }, CASE_LIMITS, /exit 3\)\. out of luck/),
  },
  {
    title: 'takes a worker that somebody killed for lost, not for at fault',
    run: open =>
      inFolders(async ({ ask }) => {
        await assert.rejects(
          ask(open, { kind: 'die' }, []),
          (error: Error) => error instanceof WorkerLostError,
        );
      }),
  },
  {
    title: 'ends a worker over its memory',
    run: open =>
      fails(
        open,
        { kind: 'fill' },
        CASE_LIMITS,
        /more than its 0\.4 GB\. Raise greenroom\.compute\.memory/,
      ),
  },
  {
    title: 'ends a worker over its time',
    run: open =>
      fails(
        open,
        { kind: 'sleep' },
        { ...CASE_LIMITS, timeSeconds: 1 },
        /Raise greenroom\.compute\.time/,
      ),
  },
  {
    title: 'ends a worker over its disk',
    run: open =>
      fails(
        open,
        { kind: 'write' },
        CASE_LIMITS,
        /Raise greenroom\.compute\.disk/,
      ),
  },
  {
    title: 'ends a worker whose answer nobody wants, and says why',
    run: open =>
      inFolders(async ({ ask, heard }) => {
        const unwanted = new AbortController();
        const asked = ask(open, { kind: 'wait' }, [], unwanted.signal);
        asked.catch(() => {});
        while (!heard.includes('it began')) await setTimeout(50);
        unwanted.abort(new Error('Nobody wants it.'));
        await assert.rejects(asked, /Nobody wants it/);
      }),
  },
  {
    title:
      'loses one of several and no other, each with its answer, files and log',
    run: open =>
      inFolders(async ({ askEach }) => {
        const tasks = [1, 2].map(number => ({
          kind: 'work',
          number,
          millis: 0,
        }));
        const [one, lost, two] = await askEach(open, [
          tasks[0],
          { kind: 'die' },
          tasks[1],
        ]);
        await assert.rejects(
          lost.answer,
          (error: Error) => error instanceof WorkerLostError,
        );
        for (const [i, { answer, lines, outDirectory }] of [
          one,
          two,
        ].entries()) {
          const result = { number: i + 1 };
          assert.deepEqual(await answer, { type: 'result', result });
          const left = path.join(outDirectory, 'answer.json');
          assert.equal(readFileSync(left, 'utf8'), `${i + 1}`);
          assert.deepEqual(
            lines.filter(line => line.startsWith('piece')),
            [`piece ${i + 1}`],
          );
        }
      }),
  },
  {
    title: 'ends all of several whose answers nobody wants',
    run: open =>
      inFolders(async ({ askEach }) => {
        const unwanted = new AbortController();
        const wait = { kind: 'wait' };
        const asked = await askEach(open, [wait, wait], unwanted.signal);
        const answers = asked.map(({ answer }) => answer);
        for (const answer of answers) answer.catch(() => {});
        while (!asked.every(({ lines }) => lines.includes('it began')))
          await setTimeout(50);
        unwanted.abort(new Error('Nobody wants them.'));
        for (const answer of answers)
          await assert.rejects(answer, /Nobody wants them/);
      }),
  },
];

type Folders = {
  readonly directory: string;
  readonly out: string;
  readonly heard: readonly string[];
  file(name: string, content: string | Buffer): string;
  ask(
    open: OpenExecutor,
    task: JsonObject & { kind: string },
    inputs: readonly string[],
    signal?: AbortSignal,
  ): Promise<ComputeAnswer>;
  /** Several of one job at once; settles when they are asked. */
  askEach(
    open: OpenExecutor,
    tasks: readonly (JsonObject & { kind: string })[],
    signal?: AbortSignal,
  ): Promise<
    readonly {
      readonly answer: Promise<ComputeAnswer>;
      readonly lines: readonly string[];
      readonly outDirectory: string;
    }[]
  >;
};

const JOB = 'a-job-of-a-case';

function listener(heard: string[], signal: AbortSignal): ComputeContext {
  return {
    signal,
    progress: (fraction, message) => heard.push(`${fraction} ${message}`),
    log: line => heard.push(line),
  };
}

async function inFolders(
  run: (folders: Folders) => Promise<void>,
  limits: ComputeLimits = CASE_LIMITS,
): Promise<void> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-case-'));
  const out = mkdtempSync(path.join(os.tmpdir(), 'greenroom-compute-'));
  const heard: string[] = [];
  try {
    await run({
      directory,
      out,
      heard,
      file(name, content) {
        const place = path.join(directory, name);
        mkdirSync(path.dirname(place), { recursive: true });
        writeFileSync(place, content);
        return place;
      },
      ask: async (open, task, inputs, signal = new AbortController().signal) =>
        (
          await open(limits)
        ).compute(
          { jobId: JOB, task, inputs, outDirectory: out },
          listener(heard, signal),
        ),
      async askEach(open, tasks, signal = new AbortController().signal) {
        const executor = await open(limits);
        const asked = tasks.map((task, i) => {
          const outDirectory = path.join(out, `${i}`);
          mkdirSync(outDirectory);
          const lines: string[] = [];
          const context = listener(lines, signal);
          const request = { jobId: JOB, task, inputs: [], outDirectory };
          return { request, context, lines, outDirectory };
        });
        const answers = executor.computeEach(asked);
        return asked.map((each, i) => ({ ...each, answer: answers[i] }));
      },
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
    assert.ok(existsSync(out), 'The output folder is not the executor’s.');
    rmSync(out, { recursive: true, force: true });
  }
}

function fails(
  open: OpenExecutor,
  task: JsonObject & { kind: string },
  limits: ComputeLimits,
  message: RegExp,
): Promise<void> {
  return inFolders(async ({ ask }) => {
    await assert.rejects(ask(open, task, []), message);
  }, limits);
}
