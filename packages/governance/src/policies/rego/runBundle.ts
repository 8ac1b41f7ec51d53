import { Worker } from 'node:worker_threads';
import { BundleError } from './BundleError';
import type { Bundle } from './readBundle';

/** Rules over one version's facts take milliseconds; what takes longer does not end. */
export const RUN_MILLIS = 5_000;
/** Of 64 KB: 4 MB to begin with, which OPA's own runtime and data fit in. */
const FIRST_PAGES = 64;
/** 64 MB, of which facts and data take a few. */
const MOST_PAGES = 1_024;
/** V8 counts the program's memory in, and a thread that is out of it no longer ends when told to (Node 24): so more than both need. */
const HEAP_MB = 256;
const STACK_MB = 4;
/** What a rule says is read by people. */
const ANSWER_CHARACTERS = 1_000_000;

type Reply =
  | { readonly kind: 'done'; readonly answer: string }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * As text, so that it is the same in a checkout, in a test and in what is
 * published: it loads OPA's runtime and nothing of ours. The runtime gives a
 * program its pure built-in functions and no other: none of them reads a file,
 * a clock or the network, and one that it has not ends the run with its name.
 */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const { runtime, wasm, data, input, entrypoint, pages, most } = workerData;
const { loadPolicy } = require(runtime);
loadPolicy(wasm, { initial: pages.initial, maximum: pages.maximum })
  .then(policy => {
    policy.setData(JSON.parse(data));
    const answer = JSON.stringify(policy.evaluate(JSON.parse(input), entrypoint));
    if (answer.length > most) throw new Error('it says more than ' + most + ' characters');
    return { kind: 'done', answer };
  })
  .catch(error => ({ kind: 'failed', message: String(error?.message ?? error) }))
  .then(reply => parentPort.postMessage(reply));
`;

/**
 * Has a bundle judge an input, in a thread of its own that is ended with it or
 * after a time, within a bound of memory.
 *
 * @returns what the entry point is: of `deny` a list; undefined where it is not defined for the input
 * @throws BundleError where it cannot be run, fails, or is stopped
 */
export async function runBundle(
  { wasm, data }: Bundle,
  {
    entrypoint,
    input,
    limitMillis = RUN_MILLIS,
  }: {
    readonly entrypoint: string;
    readonly input: object;
    readonly limitMillis?: number;
  },
): Promise<unknown> {
  const worker = new Worker(THREAD, {
    eval: true,
    workerData: {
      runtime: require.resolve('@open-policy-agent/opa-wasm'),
      ...{ wasm, data, entrypoint, input: JSON.stringify(input) },
      pages: { initial: FIRST_PAGES, maximum: MOST_PAGES },
      most: ANSWER_CHARACTERS,
    },
    // What it prints is a stranger's word, and stdout is the answer of a command.
    stdout: true,
    stderr: true,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, stackSizeMb: STACK_MB },
  });
  try {
    const reply = await replyOf(worker, limitMillis);
    if (reply.kind === 'failed')
      throw new BundleError(`The bundle could not be run: ${reply.message}.`);
    const [first] = JSON.parse(reply.answer) as { result?: unknown }[];
    return first?.result;
  } finally {
    await worker.terminate();
  }
}

function replyOf(worker: Worker, limitMillis: number): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () =>
        reject(
          new BundleError(
            `The bundle did not end within ${
              limitMillis / 1_000
            } seconds and was stopped.`,
          ),
        ),
      limitMillis,
    );
    const end = () => clearTimeout(timer);
    worker.once('message', (reply: Reply) => {
      end();
      resolve(reply);
    });
    worker.once('error', error => {
      end();
      reject(new BundleError(`The bundle was stopped: ${error.message}.`));
    });
    worker.once('exit', () => {
      end();
      reject(new BundleError('The bundle ended without an answer.'));
    });
  });
}
