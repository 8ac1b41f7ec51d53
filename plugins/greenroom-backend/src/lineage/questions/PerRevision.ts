import { type Reach, revisionOf } from '../reach/LineageReach';

/** What is found in the whole lineage, as long as that stays as it is. */
export class PerRevision<Found> {
  #known: { readonly revision: string; readonly found: Found } | undefined;

  async of(reach: Reach, find: () => Found | Promise<Found>): Promise<Found> {
    const revision = revisionOf(reach);
    if (this.#known?.revision !== revision)
      this.#known = { revision, found: await find() };
    return this.#known.found;
  }
}
