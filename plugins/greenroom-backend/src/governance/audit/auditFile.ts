import { csvCell } from '@greenroom/dataset';
import type {
  AuditEvent,
  AuditFormat,
} from '@greenroom/backstage-plugin-greenroom-common';

const COLUMNS: readonly [
  name: string,
  of: (event: AuditEvent) => string | undefined,
][] = [
  ['id', ({ id }) => id],
  ['at', ({ at }) => at],
  ['ended_at', ({ endedAt }) => endedAt],
  ['actor', ({ actor }) => actor],
  ['action', ({ action }) => action],
  ['status', ({ status }) => status],
  ['severity', ({ severity }) => severity],
  ['assets', ({ assets }) => assets.map(({ assetId }) => assetId).join(' ')],
  ['details', ({ details }) => JSON.stringify(details)],
  ['error', ({ error }) => error],
];

/** How events stand in a file: a line each. */
export const auditFile: Readonly<
  Record<
    AuditFormat,
    {
      readonly contentType: string;
      readonly head: string;
      line(event: AuditEvent): string;
    }
  >
> = {
  csv: {
    contentType: 'text/csv; charset=utf-8',
    head: `${COLUMNS.map(([name]) => name).join(',')}\r\n`,
    line: event =>
      `${COLUMNS.map(([, of]) => csvCell(of(event) ?? null)).join(',')}\r\n`,
  },
  jsonl: {
    contentType: 'application/jsonl; charset=utf-8',
    head: '',
    line: event => `${JSON.stringify(event)}\n`,
  },
};
