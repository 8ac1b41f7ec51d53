/** A question that cannot be asked of this run; the message says what can. */
export class ExploreError extends Error {
  override readonly name = 'ExploreError';
}
