import { createHash } from 'node:crypto';

/** A UUID of what it names, so that the same is told by the same id (RFC 9562, version 8). */
export function uuidOf(parts: unknown): string {
  const hex = createHash('sha256')
    .update(JSON.stringify(parts) ?? '')
    .digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
