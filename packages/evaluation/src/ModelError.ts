/** What is wrong with a model, told so that its author can mend it. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  constructor(
    message: string,
    /** The model's file as it was named. */
    readonly file?: string,
  ) {
    super(message);
  }
}
