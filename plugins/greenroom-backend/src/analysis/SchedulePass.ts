import type { Acts } from '../governance/audit/Acts';
import type { AssetStore } from '../registry/AssetStore';
import { isDue } from './schedules';

/**
 * Has models reconciled whose evaluations say when. What a time asks is named
 * by that time, so a replica that looks for the first time may ask for all of
 * them again, and times that nobody was there for are asked once.
 */
export class SchedulePass {
  #lookedAt = new Date(0);

  constructor(
    private readonly rooms: {
      readonly assets: Pick<AssetStore, 'listScheduled'>;
      reconcile(assetIds: readonly string[]): Promise<void>;
      readonly acts: Pick<Acts, 'note'>;
    },
  ) {}

  async run(now: Date = new Date()): Promise<void> {
    const due = (await this.rooms.assets.listScheduled()).filter(
      ({ manifest }) => isDue(manifest, this.#lookedAt, now),
    );
    const assetId = due.map(({ id }) => id);
    // What was due before somebody looked is asked again, and is most often there.
    if (assetId.length > 0 && this.#lookedAt.getTime() > 0)
      await this.rooms.acts.note('runs-schedule', { assetId });
    if (assetId.length > 0) await this.rooms.reconcile(assetId);
    this.#lookedAt = now;
  }
}
