import type {
  LabelIssue,
  ProposalEntry,
} from '@greenroom/backstage-plugin-greenroom-common';

/** "Take the label that the evidence suggests", as an entry of the basket. */
export function takeSuggestion(issue: LabelIssue): ProposalEntry {
  return relabel(issue, issue.suggested ?? issue.given);
}

/** A person's own choice of label; the label the row has already means it is kept. */
export function relabel(issue: LabelIssue, to: string): ProposalEntry {
  if (to === issue.given) return keep(issue);
  const entry = {
    key: issue.key,
    kind: 'relabel' as const,
    from: issue.given,
    to,
  };
  return to === issue.suggested
    ? { ...entry, reason: issue.why.slice(0, 500) }
    : entry;
}

/** The given label is right after all. */
export function keep(issue: LabelIssue): ProposalEntry {
  return { key: issue.key, kind: 'keep', from: issue.given };
}

/** The row should leave the data set. */
export function exclude(issue: LabelIssue): ProposalEntry {
  return { key: issue.key, kind: 'exclude', from: issue.given };
}

/** A decision in words: "9 → 4", "kept as 9", "left out". */
export function decisionText(entry: ProposalEntry): string {
  if (entry.kind === 'relabel') return `${entry.from} → ${entry.to}`;
  return entry.kind === 'keep' ? `kept as ${entry.from}` : 'left out';
}

/**
 * The class that a digit key stands for: the class of that name where all
 * classes are digits, else the first to ninth class by 1 to 9.
 */
export function classOfDigit(
  classes: readonly string[],
  digit: string,
): string | undefined {
  if (classes.every(name => /^\d$/.test(name)))
    return classes.find(name => name === digit);
  return classes[Number(digit) - 1];
}

/** The digit key that chooses a class, if one does. */
export function digitOfClass(
  classes: readonly string[],
  name: string,
): string | undefined {
  return [...'0123456789'].find(digit => classOfDigit(classes, digit) === name);
}
