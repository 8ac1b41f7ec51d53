import { writeFileSync } from 'node:fs';

/** Writes a manifest of an asset; YAML reads JSON as well. */
export function writeManifest(
  file: string,
  kind: 'Dataset' | 'Model',
  spec: object,
): void {
  writeFileSync(
    file,
    `apiVersion: greenroom.dev/v1alpha1
kind: ${kind}
metadata: { name: ${kind === 'Model' ? 'reader' : 'rows'} }
spec: ${JSON.stringify(spec)}
`,
  );
}
