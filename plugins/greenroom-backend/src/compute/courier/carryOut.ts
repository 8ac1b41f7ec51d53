import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { JsonObject } from '@backstage/types';
import {
  type ComputeExecutor,
  type ComputeLimits,
  WorkerLostError,
} from '@greenroom/backstage-plugin-greenroom-node';
import pLimit from 'p-limit';
import { outputName } from '../calls/outputName';
import {
  HEARTBEAT_SECONDS,
  type WorkerTask,
  type WorkerWord,
} from '../calls/protocol';
import { type Move, moved } from '../calls/moved';
import { type PortalClient, UnwantedError } from './PortalClient';
import { Reports } from './Reports';

/** Files on their way at a time. */
const FILES_AT_A_TIME = 4;

/**
 * One computation of the portal on this machine: fetches its task and inputs,
 * has it done, and carries outputs and answer back.
 *
 * @param executor - does it here, within the limits that the portal names
 * @throws UnwantedError where the portal ended it meanwhile
 * @throws Error where the portal cannot be reached for longer than a lease
 */
export async function carryOut(
  portal: PortalClient,
  workFolder: string,
  executor: (limits: ComputeLimits) => ComputeExecutor,
  log: (line: string) => void,
  heartbeatSeconds: number = HEARTBEAT_SECONDS,
): Promise<WorkerWord['type']> {
  const task = await portal.task();
  const unwanted = new AbortController();
  const reports = new Reports(
    portal,
    error => unwanted.abort(error),
    heartbeatSeconds,
  );
  try {
    const word = await wordOf(task, {
      portal,
      workFolder,
      executor: executor(task.limits),
      context: {
        signal: unwanted.signal,
        progress: (...said) => reports.tell(...said),
        log,
      },
    });
    await portal.answer(word);
    return word.type;
  } finally {
    reports.stop();
  }
}

async function wordOf(
  task: WorkerTask,
  here: {
    readonly portal: PortalClient;
    readonly workFolder: string;
    readonly executor: ComputeExecutor;
    readonly context: Parameters<ComputeExecutor['compute']>[1];
  },
): Promise<WorkerWord> {
  const { context, executor, portal, workFolder } = here;
  const outDirectory = path.join(workFolder, 'out');
  const places = task.inputs.map(({ name }, i) =>
    path.join(workFolder, 'in', `${i}`, ...outputName(name)),
  );
  await mkdir(outDirectory, { recursive: true });
  await fetchInputs(portal, task, places);

  const inwards: Move[] = task.inputs.map(({ word }, i) => ({
    from: word,
    to: places[i],
  }));
  const outwards: Move[] = [
    ...inwards.map(({ from, to }) => ({ from: to, to: from })),
    { from: outDirectory, to: task.outWord },
  ];
  try {
    const answer = await executor.compute(
      {
        jobId: task.jobId,
        task: moved(task.task as JsonObject, inwards) as JsonObject & {
          kind: string;
        },
        inputs: places,
        outDirectory,
      },
      context,
    );
    if (answer.type === 'result') await sendOutputs(portal, outDirectory);
    return moved(answer as JsonObject, outwards) as WorkerWord;
  } catch (error) {
    if (context.signal.aborted) throw context.signal.reason;
    if (error instanceof UnwantedError) throw error;
    const { message } = error as Error;
    return moved(
      {
        type: error instanceof WorkerLostError ? 'lost' : 'failed',
        message,
      },
      outwards,
    ) as WorkerWord;
  }
}

async function fetchInputs(
  portal: PortalClient,
  task: WorkerTask,
  places: readonly string[],
): Promise<void> {
  const limit = pLimit(FILES_AT_A_TIME);
  await Promise.all(
    task.files.map((file, index) =>
      limit(() =>
        portal.fetchFile(
          index,
          file,
          file.name === ''
            ? places[file.input]
            : path.join(places[file.input], ...outputName(file.name)),
        ),
      ),
    ),
  );
}

async function sendOutputs(
  portal: PortalClient,
  outDirectory: string,
): Promise<void> {
  const limit = pLimit(FILES_AT_A_TIME);
  const entries = await readdir(outDirectory, {
    recursive: true,
    withFileTypes: true,
  });
  await Promise.all(
    entries
      // A link would send what it leads to.
      .filter(entry => entry.isFile())
      .map(entry => path.join(entry.parentPath, entry.name))
      .map(file =>
        limit(() =>
          portal.sendFile(
            path.relative(outDirectory, file).split(path.sep).join('/'),
            file,
          ),
        ),
      ),
  );
}
