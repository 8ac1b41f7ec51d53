/** A figure on a card, with what its words say it is of. */
export type FoundClaim = {
  /** As it is written, with the words around it. */
  readonly text: string;
  readonly place: {
    readonly path: string;
    readonly heading?: string;
    readonly line: number;
  };
  /** The word of the card. */
  readonly named: string;
  /** Metrics that it may mean, the likeliest first; `rows` counts rows; empty: none that is measured. */
  readonly metrics: readonly string[];
  readonly part: 'value' | 'low' | 'high';
  /** In units of the metric. */
  readonly value: number;
  /** Half a unit of the last digit that is written. */
  readonly rounding: number;
  readonly written: WrittenNumber;
  readonly about: ClaimSubject;
  /** Why it cannot be held against anything, whatever was measured. */
  readonly unjudged?: string;
};

/** A number's digits in the file, and how they are written. */
export type WrittenNumber = {
  readonly start: number;
  readonly end: number;
  readonly decimals: number;
  readonly scale: 'plain' | 'percent';
  readonly grouping: 'none' | 'thousands';
};

/** What a figure is said to be of; what is not said is absent. */
export type ClaimSubject = {
  readonly evaluation?: string;
  readonly dataset?: string;
  readonly split?: string;
  /** Of the model. */
  readonly version?: string;
  /** Somebody or something else that the words name. */
  readonly other?: string;
};
