import {
  ConfidenceAccumulator,
  JointAccumulator,
  MemberAccumulator,
  OutlierMethod,
  PruneAccumulator,
  PruneQuestion,
  ScoreAccumulator,
  ScoreMethod,
} from '@greenroom/label-quality';

/** What can be found in one pass over the rows, by what begins it. */
export const PASSES = {
  confidence: (question: { readonly classes: number }) =>
    new ConfidenceAccumulator(question.classes),
  member: (question: { readonly classes: number }) =>
    new MemberAccumulator(question.classes),
  joint: (question: { readonly thresholds: Float64Array }) =>
    new JointAccumulator(question.thresholds),
  prune: (question: PruneQuestion) => new PruneAccumulator(question),
  score: (question: {
    readonly classes: number;
    readonly method: ScoreMethod | OutlierMethod;
    readonly thresholds?: Float64Array;
  }) =>
    new ScoreAccumulator(
      question.classes,
      question.method,
      question.thresholds,
    ),
};

export type PassKind = keyof typeof PASSES;
export type PassQuestion<Kind extends PassKind> = Parameters<
  (typeof PASSES)[Kind]
>[0];
export type PassAccumulator<Kind extends PassKind> = ReturnType<
  (typeof PASSES)[Kind]
>;

/** The accumulator that answers a question; its type follows the kind of the pass. */
export function startPass<Kind extends PassKind>(
  kind: Kind,
  question: PassQuestion<Kind>,
): PassAccumulator<Kind> {
  const start = PASSES[kind] as (
    asked: PassQuestion<Kind>,
  ) => PassAccumulator<Kind>;
  return start(question);
}
