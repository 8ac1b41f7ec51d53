import { stringify } from 'yaml';
import { waiverDocumentSchema, type WaiverSpec } from './policyDocument';

/**
 * The file of a waiver.
 *
 * @throws ZodError where it is none
 */
export function writeWaiver(spec: WaiverSpec): string {
  const { rule, asset, version, reason, until } = spec;
  return stringify(
    waiverDocumentSchema.parse({
      apiVersion: 'greenroom.dev/v1alpha1',
      kind: 'Waiver',
      spec: { rule, asset, ...(version && { version }), reason, until },
    }),
  );
}
