import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { JsonObject } from '@backstage/types';
import { CASE_LIMITS, EXECUTOR_CASES } from '@greenroom/test-kubernetes';
import { LocalExecutor } from './LocalExecutor';
import { findSandbox } from './sandbox/findSandbox';

/** Real processes, on a machine that may be busy. */
jest.setTimeout(60_000);

/** Until a process has ended and whoever adopted it has taken note. */
async function gone(processId: number): Promise<void> {
  for (;;) {
    const state = await readFile(`/proc/${processId}/stat`, 'utf8').catch(
      () => undefined,
    );
    if (state === undefined || / Z /.test(state)) return;
    await setTimeout(20);
  }
}

describe('LocalExecutor', () => {
  const worker = require.resolve('./__testUtils__/worker.js');
  let directory: string;
  let outDirectory: string;

  beforeEach(() => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-local-'));
    outDirectory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-compute-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
    rmSync(outDirectory, { recursive: true, force: true });
  });

  const inDirectory = (name: string, text: string) => {
    const file = path.join(directory, name);
    writeFileSync(file, text);
    return file;
  };
  const ask = (
    task: JsonObject & { kind: string },
    options: {
      executor?: LocalExecutor;
      signal?: AbortSignal;
      heard?: string[];
    } = {},
  ) => {
    const { heard = [] } = options;
    const {
      executor = new LocalExecutor(CASE_LIMITS, { worker }),
      signal = new AbortController().signal,
    } = options;
    return executor.compute(
      { jobId: 'job', task, inputs: [], outDirectory },
      {
        signal,
        progress: () => {},
        log: line => heard.push(line),
      },
    );
  };

  it.each(EXECUTOR_CASES)('$title', async ({ run }) => {
    await expect(
      run(async limits => new LocalExecutor(limits, { worker })),
    ).resolves.toBeUndefined();
  });

  it('ends a worker when what it started is over its memory', async () => {
    await expect(ask({ kind: 'fillInChild' })).rejects.toThrow(
      /of memory, more than its 0.4 GB. Raise greenroom.compute.memory/,
    );
  });

  it('ends a worker with everything it started when nobody wants its answer', async () => {
    const cancelled = new AbortController();
    const heard: string[] = [];
    const asked = ask(
      { kind: 'fillInChild' },
      {
        // Outside of a process namespace it is known by the same number here.
        executor: new LocalExecutor(CASE_LIMITS, { worker, sandbox: 'none' }),
        signal: cancelled.signal,
        heard,
      },
    );
    while (heard.length === 0) await setTimeout(20);
    const [started] = heard.map(Number);
    expect(() => process.kill(started, 0)).not.toThrow();
    cancelled.abort(new Error('Nobody wants it.'));
    await expect(asked).rejects.toThrow('Nobody wants it.');
    await gone(started);
  });

  describe.each(['found here', 'none'] as const)(
    'with the sandbox %s',
    which => {
      const open = async () => {
        const sandbox = which === 'none' ? which : await findSandbox();
        const executor = new LocalExecutor(CASE_LIMITS, { worker, sandbox });
        const guarantees = await executor.guarantees();
        const isHeld = (name: string) =>
          guarantees.find(guarantee => guarantee.name === name)!.held;
        return { executor, guarantees, isHeld };
      };

      it('keeps the network from a worker as it says', async () => {
        const { executor, isHeld } = await open();
        const server = net.createServer(socket => socket.end());
        await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
        const { port } = server.address() as AddressInfo;
        const { result } = (await ask(
          { kind: 'connect', port },
          { executor },
        )) as { result: unknown };
        expect(result !== 'reached').toBe(isHeld('network'));
        server.close();
      });

      it('keeps other files from a worker as it says', async () => {
        const { executor, isHeld } = await open();
        const secret = inDirectory('secret.txt', 'secret');
        const { result } = (await ask(
          { kind: 'read', secret },
          { executor },
        )) as { result: unknown };
        expect(result === null).toBe(isHeld('files'));
      });

      it('keeps other processes from a worker as it says', async () => {
        const { executor, isHeld } = await open();
        const { result } = (await ask(
          { kind: 'see', processId: process.pid },
          { executor },
        )) as { result: unknown };
        expect(result === false).toBe(isHeld('processes'));
      });

      it('says what to do about each promise that is not kept', async () => {
        const { guarantees } = await open();
        const withoutRemedy = guarantees.filter(
          ({ held, remedy }) => held === (remedy !== undefined),
        );
        expect(withoutRemedy).toEqual([]);
      });
    },
  );
});
