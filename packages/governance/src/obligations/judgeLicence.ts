import parse from 'spdx-expression-parse';
import { type LicenceTerms, termsOf } from './licences';

/** Why a licence downstream does not agree with one upstream. */
export type LicenceConflict = {
  readonly what:
    | 'no expression'
    | 'unknown licence'
    | 'no derivatives'
    | 'other licence'
    | 'commercial use';
  /** A sentence. */
  readonly message: string;
};

/** Each alternative: licences that hold together. */
export type Alternatives = readonly (readonly string[])[];

/** An expression of a stranger may multiply out: (a or b) and (c or d) and … */
const ALTERNATIVE_LIMIT = 256;

/**
 * Whether what is licensed as `given` may be made of what is licensed as
 * `source`. Both are SPDX expressions (SPDX 3.0, Annex B): of a choice in the
 * source it is enough that one is agreed with, of a choice in what is given
 * every one must be.
 *
 * @returns the conflicts of that alternative of the source which has fewest; empty where it may
 */
export function judgeLicence(source: string, given: string): LicenceConflict[] {
  const sources = alternativesOf(source);
  const outcomes = alternativesOf(given);
  for (const [text, read] of [
    [source, sources],
    [given, outcomes],
  ] as const)
    if (!read)
      return [
        {
          what: 'no expression',
          message: `${text} is no SPDX expression that can be judged. Write one of spdx.org/licenses.`,
        },
      ];
  return sources!
    .map(alternative =>
      outcomes!.flatMap(outcome => conflictsOf(alternative, outcome)),
    )
    .reduce((best, each) => (each.length < best.length ? each : best));
}

/** What an expression leaves to choose from; undefined where it is none, or of more than anybody means. */
export function alternativesOf(expression: string): Alternatives | undefined {
  try {
    return expanded(parse(expression));
  } catch {
    return undefined;
  }
}

/** @throws RangeError where there are more alternatives than anybody means */
function expanded(node: parse.Info): Alternatives {
  if ('license' in node)
    return [[node.plus ? `${node.license}+` : node.license]];
  const [left, right] = [expanded(node.left), expanded(node.right)];
  const all =
    node.conjunction === 'or'
      ? [...left, ...right]
      : left.flatMap(a => right.map(b => [...a, ...b]));
  if (all.length > ALTERNATIVE_LIMIT) throw new RangeError();
  return all;
}

function conflictsOf(
  sources: readonly string[],
  given: readonly string[],
): LicenceConflict[] {
  const unknown = [...sources, ...given].filter(id => !termsOf(id));
  if (unknown.length > 0)
    return unknown.map(id => ({
      what: 'unknown licence',
      message: `What ${id} asks for is not known here: somebody must read it.`,
    }));
  return sources.flatMap(id => conflictsWith(id, termsOf(id)!, given));
}

function conflictsWith(
  id: string,
  { share, commercial, compatible = [] }: LicenceTerms,
  given: readonly string[],
): LicenceConflict[] {
  if (share === 'none')
    return [
      {
        what: 'no derivatives',
        message: `${id} lets nothing that is made of it be passed on.`,
      },
    ];
  const allowed = [id, ...compatible];
  const others =
    share === 'same' ? given.filter(other => !allowed.includes(other)) : [];
  if (others.length > 0)
    return others.map(other => ({
      what: 'other licence',
      message: `${id} asks that what is made of it has the same licence${
        compatible.length > 0 ? ` (or ${compatible.join(', ')})` : ''
      }; this has ${other}.`,
    }));
  return given
    .filter(other => !commercial && termsOf(other)!.commercial)
    .map(other => ({
      what: 'commercial use',
      message: `${id} forbids commercial use, which ${other} allows.`,
    }));
}
