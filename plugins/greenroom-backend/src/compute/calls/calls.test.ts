import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  type ComputeContext,
  type ComputeExecutor,
  type ComputeRequest,
  WorkerLostError,
} from '@greenroom/backstage-plugin-greenroom-node';
import { CASE_LIMITS, EXECUTOR_CASES } from '@greenroom/test-kubernetes';
import { startCalls } from '../__testUtils__/startCalls';
import { carryOut } from '../courier/carryOut';
import { PortalClient, UnwantedError } from '../courier/PortalClient';
import { LocalExecutor } from '../LocalExecutor';
import { sha256OfFile } from '../../artifacts/sha256OfFile';

/** Real processes, on a machine that may be busy. */
jest.setTimeout(60_000);

const worker = require.resolve('../__testUtils__/worker.js');
type Calls = Awaited<ReturnType<typeof startCalls>>;

/** Computations by a worker that has nothing but an address and a token. */
function executorOver(calls: Calls): ComputeExecutor {
  const executor: ComputeExecutor = {
    name: 'elsewhere',
    guarantees: async () => [],
    computeEach: asked =>
      asked.map(({ request, context }) => executor.compute(request, context)),
    async compute(request, context) {
      const call = await calls.desk.open(request, context);
      const workFolder = mkdtempSync(path.join(os.tmpdir(), 'greenroom-pod-'));
      const carried = carryOut(
        new PortalClient(calls.url, call.token),
        workFolder,
        limits => new LocalExecutor(limits, { worker }),
        context.log,
        0.2,
      ).catch(() => {});
      const unwanted = new Promise<never>((_, reject) =>
        context.signal.addEventListener('abort', () =>
          reject(context.signal.reason),
        ),
      );
      try {
        return await Promise.race([call.answer, unwanted]);
      } finally {
        call.close();
        await carried;
        await rm(workFolder, { recursive: true, force: true });
      }
    },
  };
  return executor;
}

describe('a worker elsewhere', () => {
  it.each(EXECUTOR_CASES)('$title', async ({ run }) => {
    const opened: Calls[] = [];
    await expect(
      run(async limits => {
        const calls = await startCalls(limits);
        opened.push(calls);
        return executorOver(calls);
      }),
    ).resolves.toBeUndefined();
    opened.forEach(calls => calls.close());
  });
});

describe('the door of a computation', () => {
  let calls: Calls;
  let directory: string;
  const ignore: ComputeContext = {
    signal: new AbortController().signal,
    progress: () => {},
    log: () => {},
  };
  const requestOf = (inputs: readonly string[] = []): ComputeRequest => ({
    jobId: 'a-job',
    task: { kind: 'copy', input: inputs[0] ?? 'none' },
    inputs,
    outDirectory: path.join(directory, 'out'),
  });
  const ask = (token: string, route: string, init: RequestInit = {}) =>
    fetch(`${calls.url}/${route}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
    });
  const answer = (token: string, result: unknown) =>
    ask(token, 'answer', {
      method: 'POST',
      body: JSON.stringify({ type: 'result', result }),
      headers: { 'content-type': 'application/json' },
    });
  const inDirectory = (name: string, text: string) => {
    const file = path.join(directory, name);
    writeFileSync(file, text);
    return file;
  };

  beforeEach(async () => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'greenroom-door-'));
    calls = await startCalls(CASE_LIMITS, 1);
  });
  afterEach(() => {
    calls.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it.each(['task', 'files/0'])('opens %s to nobody else', async route => {
    const input = inDirectory('a.csv', 'x');
    await calls.desk.open(requestOf([input]), ignore);
    const other = 'x'.repeat(43);
    expect((await ask(other, route)).status).toBe(401);
  });

  it('is shut when the computation is over', async () => {
    const call = await calls.desk.open(requestOf(), ignore);
    call.close();
    expect((await ask(call.token, 'task')).status).toBe(401);
  });

  it('tells a worker no place of this machine', async () => {
    const input = inDirectory('a.csv', 'x');
    const call = await calls.desk.open(requestOf([input]), ignore);
    const text = await (await ask(call.token, 'task')).text();
    expect(text).not.toContain(directory);
    call.close();
  });

  it('gives no input that is a link, which may lead anywhere', async () => {
    const link = path.join(directory, 'link');
    symlinkSync(inDirectory('secret', 'x'), link);
    await expect(calls.desk.open(requestOf([link]), ignore)).rejects.toThrow(
      'neither a file nor a folder',
    );
  });

  it('goes on with an input where a connection broke', async () => {
    const input = inDirectory('a.csv', 'hello');
    const call = await calls.desk.open(requestOf([input]), ignore);
    const { files } = await (await ask(call.token, 'task')).json();
    const target = inDirectory('begun', 'hel');
    await new PortalClient(calls.url, call.token).fetchFile(
      0,
      files[0],
      target,
    );
    expect(await sha256OfFile(target)).toBe(files[0].sha256);
    call.close();
  });

  it.each(['../escaped', 'a/../../escaped', '%2e%2e%2fescaped', '/escaped'])(
    'takes no output called %s',
    async name => {
      const call = await calls.desk.open(requestOf(), ignore);
      const response = await ask(
        call.token,
        `outputs/${encodeURIComponent(decodeURIComponent(name))}`,
        {
          method: 'PUT',
          body: 'x',
          headers: {
            'x-greenroom-sha256':
              '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881',
          },
        },
      );
      expect(response.status).toBe(400);
      call.close();
    },
  );

  it('takes no output whose bytes are not those that were announced', async () => {
    const call = await calls.desk.open(requestOf(), ignore);
    const response = await ask(call.token, 'outputs/a', {
      method: 'PUT',
      body: 'x',
      headers: { 'x-greenroom-sha256': '0'.repeat(64) },
    });
    expect(response.status).toBe(400);
    call.close();
  });

  it('takes the same answer twice, and no other one', async () => {
    const call = await calls.desk.open(requestOf(), ignore);
    expect((await answer(call.token, { n: 1 })).status).toBe(204);
    expect((await answer(call.token, { n: 1 })).status).toBe(204);
    expect((await answer(call.token, { n: 2 })).status).toBe(409);
    expect(await call.answer).toEqual({ type: 'result', result: { n: 1 } });
    call.close();
  });

  it('takes a worker for lost that is not heard of any more', async () => {
    const call = await calls.desk.open(requestOf(), ignore);
    await ask(call.token, 'task');
    await expect(call.answer).rejects.toThrow(WorkerLostError);
    call.close();
  });

  it('waits for a worker that has not come yet', async () => {
    const call = await calls.desk.open(requestOf(), ignore);
    const waited = setTimeout(1_200, 'waited');
    expect(await Promise.race([call.answer, waited])).toBe('waited');
    call.close();
  });

  it('tells a worker whose answer nobody wants to stop', async () => {
    const call = await calls.desk.open(requestOf(), ignore);
    call.close();
    await expect(
      new PortalClient(calls.url, call.token).report({ fraction: 0.5 }),
    ).rejects.toThrow(UnwantedError);
  });
});
