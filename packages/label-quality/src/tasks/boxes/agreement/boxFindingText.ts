import type { BoxFinding } from './boxFindings';
import type { MeanEstimate } from './compareAnnotators';

/** What recurs between two annotators, as a sentence. */
export function boxFindingText(
  finding: BoxFinding,
  annotators: readonly string[],
  classes: readonly string[],
): string {
  const who = annotators[finding.annotator];
  const other = annotators[finding.other];
  switch (finding.kind) {
    case 'one-box-around-several':
      return `${who} draws one box around several things where ${other} draws a box each (${finding.times} times). The instruction must say which.`;
    case 'larger-boxes':
      return `${who} draws boxes ${figures(
        finding.scale,
      )} times as wide as ${other}. The instruction must say how tight.`;
    case 'shifted-boxes':
      return `${who} draws boxes further ${
        finding.direction
      } than ${other}, by ${figures(finding.shift)} of a side.`;
    case 'leaves-out':
      return `${who} leaves out ${
        classes[finding.class]
      } that ${other} draws (${finding.times} of ${finding.of}).`;
    case 'other-class':
      return `${who} calls ${classes[finding.class]} what ${other} calls ${
        classes[finding.classOfOther]
      } (${finding.times} of ${finding.of}).`;
    default:
      return finding satisfies never;
  }
}

function figures({ mean, low, high }: MeanEstimate): string {
  return `${mean.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}
