import type { AssetStore } from '../../registry/AssetStore';
import type { DecidedRow } from '../../rows/DecisionDoor';
import type { RowsRoom } from '../../rows/RowsRoom';
import type { DecisionStore } from './DecisionStore';
import { wordState } from './wordState';

/** Versions whose answer is kept; each has some dozen bytes a decided row. */
const KEPT_VERSIONS = 20;

/** How every decided row of a version stands; kept until somebody says another word. */
export class DecisionStates {
  readonly #kept = new Map<
    string,
    {
      readonly stamp: string;
      readonly states: Promise<Map<string, DecidedRow>>;
    }
  >();

  constructor(
    private readonly rooms: {
      store: DecisionStore;
      assets: AssetStore;
      rows: Pick<RowsRoom, 'labels'>;
    },
  ) {}

  /** By row key; empty where there is no such version. */
  async of(versionId: string): Promise<ReadonlyMap<string, DecidedRow>> {
    const version = await this.rooms.assets.getVersion(versionId);
    if (!version) return new Map();
    const stamp = await this.rooms.store.stamp(version.assetId);
    const kept = this.#kept.get(versionId);
    if (kept?.stamp === stamp) return kept.states;
    const states = this.#read(version.assetId, versionId);
    this.#kept.delete(versionId);
    this.#kept.set(versionId, { stamp, states });
    states.catch(() => this.#kept.delete(versionId));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT_VERSIONS) this.#kept.delete(oldest);
    return states;
  }

  async #read(
    assetId: string,
    versionId: string,
  ): Promise<Map<string, DecidedRow>> {
    const words = await this.rooms.store.allStanding(assetId);
    // What was said of this version's own rows stands: a version never changes.
    const elsewhere = words.filter(word => word.versionId !== versionId);
    const rows = await this.rooms.rows.labels.of(
      versionId,
      elsewhere.map(({ key }) => key),
    );
    return new Map(
      words.map(word => [
        word.key,
        {
          kind: word.kind,
          state:
            word.versionId === versionId
              ? 'standing'
              : wordState(word, rows.get(word.key)),
        },
      ]),
    );
  }
}
