import type { ClaimSubject } from './FoundClaim';

/** What can be named on a card: evaluations of the model, and its version. */
export type KnownSubjects = {
  readonly evaluations: readonly {
    readonly name: string;
    readonly dataset: string;
    readonly split: string;
  }[];
};

/** What words around a figure say it is of: a split or a data set by name, a version of the model. */
export function subjectIn(
  words: string,
  { evaluations }: KnownSubjects,
): ClaimSubject {
  const has = (name: string) =>
    new RegExp(
      `(?<![\\p{L}\\p{N}-])${name.replace(
        /[.*+?^${}()|[\]\\]/g,
        '\\$&',
      )}(?![\\p{L}\\p{N}-])`,
      'iu',
    ).test(words);
  const one = (names: readonly string[]) => {
    const found = [...new Set(names)].filter(has);
    return found.length === 1 ? found[0] : undefined;
  };
  const dataset = one(evaluations.map(each => each.dataset));
  const split = one(evaluations.map(each => each.split));
  const evaluation = one(evaluations.map(each => each.name));
  const version =
    /\bversion v?(\d+\.\d+\.\d+[\w.+-]*)|\bv(\d+\.\d+\.\d+)\b/i.exec(words);
  return {
    ...(dataset && { dataset }),
    ...(split && { split }),
    // A split of the same name says more.
    ...(evaluation && evaluation !== split && { evaluation }),
    ...(version && { version: version[1] ?? version[2] }),
  };
}
