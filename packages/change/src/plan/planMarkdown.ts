import { escapeMarkdown } from '../body/escapeMarkdown';
import type { Plan, PlanReason } from './Plan';
import { type PlanSection, planSections } from './planSections';
import { planTitle } from './planTitle';

/** A check run takes 65,535 characters, a comment as many bytes; letters may take several. */
const MOST_BYTES = 60_000;
const MOST_REASONS = 30;

/**
 * A plan for a check run, a pull request or the summary of a job: what a row, a
 * manifest or a branch holds becomes no markup, no link and no mention. What
 * would be too long ends after a whole part, and says so.
 */
export function planMarkdown(
  plan: Plan,
  options: {
    /** Where the whole plan is shown. */
    readonly link?: string;
    readonly mostBytes?: number;
  } = {},
): string {
  const { link, mostBytes = MOST_BYTES } = options;
  const end = [
    '',
    `${code(plan.base)} → ${code(plan.head)}${
      link === undefined ? '' : ` · [the whole plan](${encodeURI(link)})`
    }`,
  ].join('\n');
  const parts = [
    `## ${escapeMarkdown(planTitle(plan))}`,
    ...(plan.reasons.length > 0 ? [reasonList(plan.reasons)] : []),
    ...planSections(plan).map(sectionText),
  ];
  const cut = '\n\n_There is more; this place takes no longer text._\n';
  let text = '';
  for (const part of parts) {
    const longer = text === '' ? part : `${text}\n\n${part}`;
    if (Buffer.byteLength(longer + cut + end) > mostBytes)
      return `${text}${cut}${end}\n`;
    text = longer;
  }
  return `${text}\n${end}\n`;
}

function reasonList(reasons: readonly PlanReason[]): string {
  const left = reasons.length - MOST_REASONS;
  return [
    ...reasons
      .slice(0, MOST_REASONS)
      .map(
        ({ weight, text }) =>
          `- ${weight === 'noted' ? '' : `**${weight}**: `}${escapeMarkdown(
            text,
          )}`,
      ),
    ...(left > 0 ? [`- and ${left} more`] : []),
  ].join('\n');
}

function sectionText(section: PlanSection): string {
  const { title, headings, rows, left, isDetail } = section;
  const table = [
    `| ${headings.map(escapeMarkdown).join(' | ')} |`,
    `|${headings
      .map((_, i) =>
        rows.every(row => typeof row[i] === 'number') ? '--:|' : '---|',
      )
      .join('')}`,
    ...rows.map(
      row => `| ${row.map(cell => escapeMarkdown(String(cell))).join(' | ')} |`,
    ),
    ...(left > 0 ? ['', `and ${left} more`] : []),
  ].join('\n');
  return isDetail
    ? `<details><summary>${title}</summary>\n\n${table}\n\n</details>`
    : `### ${title}\n\n${table}`;
}

/** A name of a branch may hold anything but these. */
function code(text: string): string {
  return `\`${text.replace(/[`\p{Cc}]/gu, '')}\``;
}
