import { boxesOfLabel } from '../../components/labelWords';
import { AuditBoxesRow } from './AuditBoxesRow';
import { AuditClassRow } from './AuditClassRow';
import type { AuditRowProps } from './AuditRowFrame';

/** One row of the sample, decided by one key or one press. */
export function AuditRowStage(props: AuditRowProps) {
  const { row } = props;
  const given = boxesOfLabel(row.given);
  return given ? (
    <AuditBoxesRow key={row.key} {...props} given={given} />
  ) : (
    <AuditClassRow {...props} />
  );
}
