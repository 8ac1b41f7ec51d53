import { literal } from '../sql';
import type { ReadyFile } from './Source';

/** Local paths as an SQL list. */
export function pathList(files: readonly ReadyFile[]): string {
  return `[${files.map(({ path }) => literal(path)).join(', ')}]`;
}
