import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockErrorHandler } from '@backstage/backend-test-utils';
import {
  type ComputeLimits,
  WORKER_PATH,
} from '@greenroom/backstage-plugin-greenroom-node';
import express from 'express';
import { CallDesk } from '../calls/CallDesk';
import { createWorkerRouter } from '../calls/router';

/** The door of workers elsewhere, where a portal has it. */
export async function startCalls(
  limits: ComputeLimits,
  silenceSeconds?: number,
): Promise<{
  readonly desk: CallDesk;
  /** Of the portal. */
  readonly address: string;
  /** Of the routes for workers. */
  readonly url: string;
  close(): void;
}> {
  const desk = new CallDesk(limits, silenceSeconds);
  const app = express()
    .use(`/api/greenroom${WORKER_PATH}`, createWorkerRouter(desk))
    .use(mockErrorHandler());
  const server = await new Promise<Server>(resolve => {
    const opened = app.listen(0, '127.0.0.1', () => resolve(opened));
  });
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;
  return {
    desk,
    address,
    url: `${address}/api/greenroom${WORKER_PATH}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
