import { mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  type AskedComputation,
  type ComputeAnswer,
  WorkerLostError,
} from '@greenroom/backstage-plugin-greenroom-node';
import { answerShards } from './answerShards';

const lost = () => new WorkerLostError('Its node was reclaimed.');

describe('answerShards', () => {
  let folder: string;
  let heard: string[];
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'greenroom-shards-'));
    heard = [];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** @param say - by shard and attempt */
  const answer = async (
    say: (
      shard: number,
      attempt: number,
      asked: AskedComputation,
    ) => Promise<ComputeAnswer>,
    signal = new AbortController().signal,
  ) => {
    const attempts = [0, 0, 0];
    const saying = (asked: AskedComputation) => {
      const shard = asked.request.task.shard as number;
      return say(shard, ++attempts[shard], asked);
    };
    const answered = answerShards(
      {
        computeEach: asked => asked.map(saying),
        compute: (request, context) => saying({ request, context }),
      },
      attempts.map((_, shard) => ({
        jobId: 'a-job',
        task: { kind: 'any', shard },
        inputs: [],
      })),
      folder,
      {
        signal,
        progress: (fraction, message) =>
          heard.push(`${fraction.toFixed(2)} ${message}`),
        log: line => heard.push(line),
      },
    );
    const shards = await answered;
    return {
      attempts,
      results: shards.map(({ result }) => result),
      folders: shards.map(({ outDirectory }) => path.basename(outDirectory)),
    };
  };
  const result = (said: string): ComputeAnswer => ({
    type: 'result',
    result: said,
  });

  it('does a lost shard again alone, in a folder of its own', async () => {
    const { attempts, results, folders } = await answer(
      async (shard, attempt) => {
        if (shard === 1 && attempt < 3) throw lost();
        return result(`${shard}`);
      },
    );
    expect(attempts).toEqual([1, 3, 1]);
    expect(results).toEqual(['0', '1', '2']);
    expect(folders).toEqual(['0-1', '1-3', '2-1']);
    expect(await readdir(folder)).toEqual(['0-1', '1-1', '1-2', '1-3', '2-1']);
    expect(heard).toContain('Shard 1 is done again: Its node was reclaimed.');
  });

  it('gives up a shard that is lost as often as a job may be', async () => {
    await expect(
      answer(async shard => {
        if (shard === 1) throw lost();
        return result('');
      }),
    ).rejects.toThrow(WorkerLostError);
  });

  it.each([
    [
      'ends without an answer',
      async () => {
        throw new Error('Not a table.');
      },
    ],
    [
      'names an input that is at fault',
      async (): Promise<ComputeAnswer> => ({
        type: 'error',
        message: 'Not a table.',
        file: 'a.csv',
      }),
    ],
  ])('drops the others where one %s', async (_what, fails) => {
    let dropped = 0;
    await expect(
      answer((shard, _attempt, { context: { signal } }) =>
        shard === 1
          ? fails()
          : new Promise((_, reject) =>
              signal.addEventListener('abort', () => {
                dropped++;
                reject(signal.reason);
              }),
            ),
      ),
    ).rejects.toThrow('Not a table.');
    expect(dropped).toBe(2);
  });

  it('ends with whoever wanted it', async () => {
    const unwanted = new AbortController();
    await expect(
      answer(async (_shard, _attempt, { context: { signal } }) => {
        unwanted.abort(new Error('Nobody wants it.'));
        throw signal.reason;
      }, unwanted.signal),
    ).rejects.toThrow('Nobody wants it.');
  });

  it('tells the mean of their progress, who is last, and whose line it is', async () => {
    await answer(async (shard, _attempt, { context }) => {
      context.log('a line');
      context.progress(0.5, `Rows of ${shard}`);
      return result('');
    });
    expect(heard).toEqual([
      'Shard 0: a line',
      '0.17 0 of 3 shards are done',
      'Shard 1: a line',
      '0.33 0 of 3 shards are done',
      'Shard 2: a line',
      '0.50 0 of 3 shards are done; the last: Rows of 0',
      '0.67 1 of 3 shards are done; the last: Rows of 1',
      '0.83 2 of 3 shards are done; the last: Rows of 2',
      '1.00 3 of 3 shards are done',
    ]);
  });
});
