/** What a result rests on. */
export type Evidence = { readonly what: string; readonly value: string };

/** What a rule says of a version. */
export type Outcome = {
  /** `unknown` where facts are missing without which it cannot be said. */
  readonly result: 'pass' | 'fail' | 'not applicable' | 'unknown';
  /** Why, in a sentence. */
  readonly message: string;
  readonly evidence: readonly Evidence[];
  /** What would make it pass. */
  readonly remedy?: string;
};

export function passes(
  message: string,
  evidence: readonly Evidence[] = [],
): Outcome {
  return { result: 'pass', message, evidence };
}

export function fails(
  message: string,
  remedy: string,
  evidence: readonly Evidence[] = [],
): Outcome {
  return { result: 'fail', message, evidence, remedy };
}

export function concernsNot(message: string): Outcome {
  return { result: 'not applicable', message, evidence: [] };
}

/** @param what - as the subject of a sentence: `The card` */
export function isBeingComputed(what: string): Outcome {
  return {
    result: 'unknown',
    message: `${what} is being computed. Look again in some minutes.`,
    evidence: [],
  };
}

/** @param what - as the subject of a sentence: `The card` */
export function isUnknown(what: string): Outcome {
  return {
    result: 'unknown',
    message: `${what} is not known here.`,
    evidence: [],
  };
}
