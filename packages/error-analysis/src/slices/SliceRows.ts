import { flagErrors, type ErrorFlags } from './ErrorFlags';
import { LevelIndex } from './LevelIndex';
import { LevelSearch } from './LevelSearch';
import { measureFeatures, measureWhole } from './measureFeatures';
import { createSliceMemory } from './SliceKernel';
import { SliceLayout } from './SliceLayout';
import { SliceLevel } from './SliceLevel';
import { SliceSets } from './SliceSets';
import type {
  PartAnswer,
  SliceMeasures,
  SlicePart,
  SliceSetup,
  SliceWorker,
} from './SliceStep';
import { checkShape, type SliceTable } from './SliceTable';

/** Which of how many workers on the same rows one is, and what one of them found out for all. */
export type Sharing = {
  readonly worker: number;
  readonly workers: number;
  readonly flags?: ErrorFlags;
};

const ALONE: Sharing = { worker: 0, workers: 1 };

/** Rows in memory, and whatever is asked of them. */
export class SliceRows implements SliceWorker {
  readonly flags: ErrorFlags;
  #sets: SliceSets | undefined;
  #index = new LevelIndex(0);
  #level: LevelSearch | undefined;

  /** @throws RangeError for arrays that do not fit together, or errors below 0 */
  constructor(
    private readonly table: SliceTable,
    private readonly sharing: Sharing = ALONE,
  ) {
    checkShape(table);
    this.flags = sharing.flags ?? flagErrors(table.errors);
  }

  /** Of the memory that all workers share to hold the bits of these singles. */
  bytesFor(singles: Int32Array): number {
    return this.#layoutOf(singles).bytes;
  }

  /**
   * @param memory - that the workers share, where there are others: at least `bytesFor` bytes of 0
   * @throws RangeError for more bits than can be held
   */
  take(setup: SliceSetup, memory?: WebAssembly.Memory): void {
    if (setup.kind === 'keep') {
      const { singles } = setup;
      const layout = this.#layoutOf(singles);
      this.#sets = new SliceSets(
        this.table,
        this.flags,
        singles,
        layout,
        memory ?? createSliceMemory(layout.bytes),
        this.sharing.worker,
      );
      this.#index = new LevelIndex(singles.length);
    } else {
      const level = SliceLevel.of(setup.question.level);
      this.#index.add(level);
      this.#level = new LevelSearch(
        this.#kept,
        level,
        this.#index,
        setup.question,
      );
    }
  }

  /** @throws RangeError for a code beyond its feature's cardinality, or a part whose setup was not taken */
  answer(part: SlicePart): PartAnswer {
    switch (part.kind) {
      case 'whole':
        return measureWhole(this.table, this.flags);
      case 'features':
        return measureFeatures(this.table, this.flags, part);
      case 'fill':
        return this.#kept.fill(part);
      case 'values':
        return this.#kept.writeErrors();
      case 'conjunctions':
        return this.#conjunctions(part.width, part.members);
      default:
        if (!this.#level) throw untaken('a level');
        return this.#level.search(part);
    }
  }

  #conjunctions(width: number, members: Int32Array): SliceMeasures {
    const found = this.#kept.erring(width, members);
    this.#kept.addOthers(width, members, found.size);
    return found;
  }

  #layoutOf(singles: Int32Array): SliceLayout {
    return new SliceLayout(
      this.flags,
      this.table.cardinalities,
      singles.length,
      this.sharing.workers,
    );
  }

  get #kept(): SliceSets {
    if (!this.#sets) throw untaken('which singles to keep');
    return this.#sets;
  }
}

function untaken(what: string): RangeError {
  return new RangeError(
    `A part was asked before a setup that says ${what}. Take the setup of each step first.`,
  );
}
