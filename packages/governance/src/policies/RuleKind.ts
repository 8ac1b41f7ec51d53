import type { z } from 'zod';
import type { Outcome } from './Outcome';
import type { PolicyFacts } from './PolicyFacts';

/** One kind of rule: what a policy may ask, what it asks of a version, and which of two asks more. */
export type RuleKind<Shape extends z.ZodRawShape> = {
  /** Its keys beside those that every rule has. */
  readonly shape: Shape;
  /** What is asked, in a sentence. */
  title(asked: Asked<Shape>): string;
  check(asked: Asked<Shape>, facts: PolicyFacts): Outcome;
  /**
   * Whether whatever fails the outer rule fails the inner one, too. This is what
   * lets an inner rule take the place of an outer one of the same name.
   */
  isAsStrict(inner: Asked<Shape>, outer: Asked<Shape>): boolean;
};

export type Asked<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape>>;

/** So that the shape need not be written twice. */
export function ruleKind<Shape extends z.ZodRawShape>(
  kind: RuleKind<Shape>,
): RuleKind<Shape> {
  return kind;
}
