import type { DataCheck } from '@greenroom/backstage-plugin-greenroom-common';
import { passed } from './checkResult';

/** Says which splits people audited. */
export function auditedCheck(audited: readonly string[]): DataCheck {
  return passed(
    'Audited splits',
    `The labels of ${audited.join(
      ', ',
    )} were audited by people; no model is asked about them.`,
  );
}
