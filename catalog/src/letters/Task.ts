/** A data set of letters and a model whose predictions of it are given: made up, and the same each time. */
export type LetterTask = {
  readonly task: string;
  readonly dataset: {
    readonly name: string;
    readonly title: string;
    readonly description: string;
    /** Lines of YAML under `spec` beside task, table, key, label and split. */
    readonly spec: string;
    readonly csv: string;
  };
  readonly model: {
    readonly name: string;
    readonly title: string;
    readonly description: string;
    /** Under `spec`, beside task and evaluations. */
    readonly spec?: string;
    readonly metrics: readonly string[];
    /** Of the split `test`. */
    readonly predictions: string;
  };
};
