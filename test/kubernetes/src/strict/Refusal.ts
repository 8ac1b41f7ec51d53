/** What a server answers instead. */
export class Refusal extends Error {
  constructor(readonly code: number, message: string) {
    super(message);
  }
}
