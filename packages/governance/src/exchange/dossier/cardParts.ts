import type { CheckedCard } from '../../cards/checkCard';
import type { JudgedClaim } from '../../cards/judgeClaim';
import { html, type Html } from './html';
import { table } from './table';

/** Each figure of a card with its status and why. */
export function claimTable(claims: readonly JudgedClaim[]): Html | undefined {
  return table(
    ['line', 'figure', 'status', 'why'],
    claims.map(({ claim, status, reason }) => [
      claim.place.line,
      claim.text,
      status,
      reason,
    ]),
  );
}

/** Points of templates that a card does not say. */
export function missingTable({
  templates,
  missing,
}: CheckedCard): Html | undefined {
  const counts = table(
    ['template', 'points', 'there'],
    templates.map(({ title, points, present }) => [title, points, present]),
  );
  const lacking = table(
    ['template', 'point', 'what', 'where to write it'],
    missing.map(({ template, point, title, write }) => [
      template,
      point,
      title,
      `${write.path}, line ${write.line}${
        write.heading ? `, under ${write.heading}` : ''
      }`,
    ]),
  );
  return counts && html`${counts}${lacking}`;
}

/** The card as it is written: rendered by nobody, so that nothing in it can be. */
export function cardSection(text: string): Html {
  return html`<pre>${text}</pre>`;
}
