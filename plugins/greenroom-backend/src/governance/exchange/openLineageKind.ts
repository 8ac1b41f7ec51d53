import { appendFile } from 'node:fs/promises';
import { datasetOf, evaluationEvent } from '@greenroom/governance';
import type { JobContext, JobKind } from '../../jobs/JobKind';
import { waitAgain } from '../../storage/tryAgain';
import type { CardDesk } from '../cards/CardDesk';
import type { OpenLineageTarget } from './ExchangeConfig';

export type OpenLineagePayload = {
  readonly runId: string;
  readonly assetId: string;
  /** ISO 8601: when the run ended. */
  readonly at: string;
};

const ANSWER_MILLIS = 10_000;

/** The other side did not take an event; it is sent again later. */
class NotTakenError extends Error {}

/**
 * Tells of a run that ended, as an event of OpenLineage. The id of the run event
 * is made of what was measured, so that one that is sent twice is one.
 */
export function openLineageKind(
  cards: CardDesk,
  target: OpenLineageTarget,
): JobKind<OpenLineagePayload, { readonly sent: boolean }> {
  return {
    kind: 'openlineage',
    lane: 'effect',
    async run({ payload, signal }: JobContext<OpenLineagePayload>) {
      const { asset, runs } = await cards.factsOf(payload.assetId);
      const run = runs.find(({ runId }) => runId === payload.runId);
      if (!run || target.to === 'nowhere') return { sent: false };
      const model = datasetOf(asset.name, run.modelVersion, 'MODEL');
      const event = evaluationEvent(asset.name, model, run, payload.at);
      const text = JSON.stringify(event);
      if (target.to === 'file') await appendFile(target.path, `${text}\n`);
      else await post(target, text, signal);
      return { sent: true };
    },
    again: (error, asked) =>
      error instanceof NotTakenError ? waitAgain(asked) : undefined,
  };
}

async function post(
  { url, token }: Extract<OpenLineageTarget, { to: 'url' }>,
  body: string,
  signal: AbortSignal,
): Promise<void> {
  const host = new URL(url).host;
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body,
    // A token goes to the address that was configured and to no other.
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MILLIS)]),
  }).catch(error => {
    throw new NotTakenError(`${host} was not reached: ${String(error)}`);
  });
  await response.body?.cancel();
  if (!response.ok)
    throw new NotTakenError(`${host} answered ${response.status}.`);
}
