import path from 'node:path';
import { stringifyError } from '@backstage/errors';
import type { Source } from '@greenroom/backstage-plugin-greenroom-node';
import {
  askRego,
  brokenRego,
  BUNDLE_BYTES,
  BundleError,
  readBundle,
  type RegoAsker,
} from '@greenroom/governance';
import type { StoredPolicyFile } from './PolicyStore';

/** Fetches the bundle that a policy names beside it, as the newest commit has it, and asks it. */
export function createRegoAsker(
  files: readonly StoredPolicyFile[],
  sources: ReadonlyMap<string, Source>,
): RegoAsker {
  return async (rule, { stated }, facts) => {
    const file = files.find(
      each =>
        each.repository === stated.repository && each.path === stated.path,
    )!;
    const place = path.posix.join(path.posix.dirname(file.path), rule.bundle);
    const oid = Object.hasOwn(file.bundles, place)
      ? file.bundles[place]
      : undefined;
    const source = sources.get(file.sourceId);
    if (oid === undefined || !source)
      return brokenRego(
        new BundleError(`There is no bundle ${place} in ${file.repository}.`),
      );
    try {
      const bytes = await source.readBlob(file.repository, oid, {
        limitBytes: BUNDLE_BYTES,
      });
      return await askRego(await readBundle(bytes), rule, facts);
    } catch (error) {
      return brokenRego(
        error instanceof BundleError
          ? error
          : new BundleError(
              `The bundle ${place} could not be fetched: ${stringifyError(
                error,
              )}`,
            ),
      );
    }
  };
}
