import { ServiceUnavailableError } from '@backstage/errors';
import type { JobBroker } from './JobBroker';
import type { JobQuestion } from './JobKind';
import type { JobRow } from './JobRow';
import type { JobStore } from './JobStore';

/** More questions of people than this do not wait at a time. */
const WAITING_ON_DEMAND = 200;

/** Where people ask for work: what was asked before is answered, and no more waits than is ever done. */
export class JobDesk {
  constructor(private readonly rooms: { jobs: JobStore; broker: JobBroker }) {}

  /** @throws ServiceUnavailableError where too much waits already */
  async askOnDemand(question: JobQuestion): Promise<JobRow> {
    const { jobs, broker } = this.rooms;
    const { priority = 0 } = question;
    const known = await jobs.find(question.key);
    if (known) {
      if (known.state === 'queued') await jobs.raise(known.id, priority);
      return known;
    }
    if ((await jobs.countQueued(priority)) >= WAITING_ON_DEMAND)
      throw new ServiceUnavailableError(
        'Too many analyses wait for their turn. Try again in some minutes.',
      );
    return broker.ask(question);
  }

  /** Works a question out again whose answer is no longer kept. */
  async again(job: JobRow): Promise<JobRow> {
    return (await this.rooms.broker.again(job.id)) ?? job;
  }
}
