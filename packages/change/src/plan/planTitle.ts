import type { Plan } from './Plan';
import { countRows, plural } from './sentences';

/** A plan in one line. */
export function planTitle(plan: Plan): string {
  const { verdict, reasons, gates, rows } = plan;
  const touched = rows.added + rows.removed + rows.changed;
  const change =
    touched === 0 ? 'no row changes' : `of the rows, ${countRows(rows)}`;
  if (verdict === 'failed') {
    const failed = reasons.filter(({ weight }) => weight === 'failed').length;
    return `The plan fails for ${plural(
      failed,
      'reason',
      'reasons',
    )}; ${change}`;
  }
  if (verdict === 'passed')
    return `${
      gates.length === 1 ? 'The gate passes' : `All ${gates.length} gates pass`
    }; ${change}`;
  return `No gate is held; ${change}`;
}
