/** Why a decision does not verify. */
export type Failure = {
  readonly what:
    | 'statement'
    | 'trust'
    | 'signature'
    | 'reviewer'
    | 'four-eyes'
    | 'quorum'
    | 'expired'
    | 'rejected'
    | 'revision'
    | 'manifest'
    | 'bytes';
  /** A sentence, and what to do. */
  readonly message: string;
};
