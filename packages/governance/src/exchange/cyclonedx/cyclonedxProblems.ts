import { Spec, Validation } from '@cyclonedx/cyclonedx-library';

/**
 * What the schema of its own version says against a BOM; empty where it is valid.
 *
 * @param json - of CycloneDX 1.5 to 1.7
 */
export async function cyclonedxProblems(
  json: string,
): Promise<readonly string[]> {
  const version = versionOf(json);
  if (!version) return ['It is no CycloneDX JSON of version 1.5, 1.6 or 1.7.'];
  const found = await new Validation.JsonStrictValidator(version).validate(
    json,
  );
  return found === null ? [] : [JSON.stringify(found)];
}

const VERSIONS = [
  Spec.Version.v1dot5,
  Spec.Version.v1dot6,
  Spec.Version.v1dot7,
];

function versionOf(json: string): Spec.Version | undefined {
  try {
    const { specVersion } = JSON.parse(json) as { specVersion?: unknown };
    return VERSIONS.find(each => each === specVersion);
  } catch {
    return undefined;
  }
}
