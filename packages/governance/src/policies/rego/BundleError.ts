/** What cannot be taken for a bundle, or was stopped; the message says what to do. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
}
