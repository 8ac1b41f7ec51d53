import type { JobStatus } from '@greenroom/backstage-plugin-greenroom-common';

const SECONDS = 8;
const begun = new Map<string, number>();

export const done = (kind: string): JobStatus => ({
  id: `done ${kind}`,
  kind,
  state: 'succeeded',
  progress: 1,
  createdAt: new Date().toISOString(),
  finishedAt: new Date().toISOString(),
});

/** A job that begins when it is first asked for and takes some seconds. */
export function slow(id: string, message: string): JobStatus {
  const now = Date.now();
  const from = begun.get(id) ?? now;
  begun.set(id, from);
  const progress = Math.min(1, (now - from) / 1000 / SECONDS);
  return {
    id,
    kind: id,
    state: progress < 1 ? 'running' : 'succeeded',
    progress,
    message,
    createdAt: new Date(from).toISOString(),
  };
}

export const failed = (kind: string, error: string): JobStatus => ({
  id: `failed ${kind}`,
  kind,
  state: 'failed',
  progress: 0.4,
  error,
  createdAt: new Date().toISOString(),
});
