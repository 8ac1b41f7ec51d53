import { NotAllowedError } from '@backstage/errors';
import {
  edgesOfEvent,
  type EventLineage,
  type RunEvent,
} from '@greenroom/governance';
import type { EventStore } from './EventStore';

/** Who is told what events state of where things come from. */
export type LineageListener = {
  /** Puts what a scope states in the place of what it stated before. */
  stated(scope: string, lineage: EventLineage): Promise<void>;
};

/** What an event stated, in numbers, and what of it could not be read. */
export type Accepted = {
  readonly edges: number;
  readonly columns: number;
  readonly problems: readonly string[];
};

const NOTHING: Accepted = { edges: 0, columns: 0, problems: [] };
/** Whoever sends mends the first ones, and sees the next. */
const PROBLEMS_TOLD = 50;
const PAGE = 500;

/** Takes run events of others, and has lineage hear of them. */
export class EventDesk {
  constructor(
    private readonly rooms: {
      store: EventStore;
      lineage: LineageListener;
    },
  ) {}

  /**
   * What a run that ended well states; other events of a run state nothing, and are
   * not kept.
   *
   * @throws NotAllowedError where more were sent than are kept
   */
  async accept(event: RunEvent, sentBy: string): Promise<Accepted> {
    const { store, lineage } = this.rooms;
    const stated = edgesOfEvent(event);
    if (event.eventType !== 'COMPLETE') return NOTHING;
    if (await store.isFull())
      throw new NotAllowedError(
        'This portal keeps no more events of OpenLineage. Ask whoever administers it to take old ones out.',
      );
    await store.put(event, sentBy);
    await lineage.stated(scopeOf(event), stated);
    return {
      edges: stated.edges.length,
      columns: stated.columns.length,
      problems: stated.problems.slice(0, PROBLEMS_TOLD),
    };
  }

  /** States all of it anew, where lineage was dropped and is rebuilt. */
  async restate(): Promise<void> {
    const { store, lineage } = this.rooms;
    let after = '';
    for (;;) {
      const events = await store.list(after, PAGE);
      for (const event of events)
        await lineage.stated(scopeOf(event), edgesOfEvent(event));
      if (events.length < PAGE) return;
      after = events.at(-1)!.run.runId;
    }
  }
}

/** A run states once. */
function scopeOf({ run }: RunEvent): string {
  return `openlineage:${run.runId}`;
}
