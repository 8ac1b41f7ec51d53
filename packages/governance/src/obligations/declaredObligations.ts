import { licenceOf, type Manifest } from '@greenroom/manifest';
import type { Obligation } from './Obligation';

/** Annotations by which formats that have no field for it declare the same. */
const CONSENT = 'greenroom.dev/consent';
const USE_CONDITION = 'greenroom.dev/use-condition';
/** A day: `2027-12-31`. */
const RETAIN_UNTIL = 'greenroom.dev/retain-until';

/**
 * What a manifest declares to bind whoever uses its data or model. Of several
 * licences each binds: a manifest that means a choice says so in one expression.
 */
export function declaredObligations(manifest: Manifest): Obligation[] {
  const { obligations = {}, annotations = {} } = manifest;
  const until = Date.parse(
    obligations.retainUntil ?? annotations[RETAIN_UNTIL] ?? '',
  );
  const licence = licenceOf(manifest);
  const personal = personalData(manifest);
  return [
    ...(licence === undefined
      ? []
      : [{ kind: 'licence' as const, expression: licence }]),
    ...(obligations.useConditions ?? listed(annotations[USE_CONDITION])).map(
      text => ({ kind: 'use condition', text } as const),
    ),
    ...(personal ? [personal] : []),
    ...(obligations.consent ?? listed(annotations[CONSENT])).map(
      purpose => ({ kind: 'consent', purpose } as const),
    ),
    ...(Number.isNaN(until) ? [] : [{ kind: 'retention' as const, until }]),
  ];
}

/** Columns that are marked; where none is, what a Croissant file says of it in words. */
function personalData(manifest: Manifest): Obligation | undefined {
  if (manifest.kind !== 'Dataset') return undefined;
  const columns = (manifest.columns ?? []).flatMap(({ name, personal }) =>
    personal ? [name] : [],
  );
  const told = manifest.responsible?.personalSensitiveInformation;
  return columns.length > 0 || told
    ? { kind: 'personal data', columns, ...(told && { told }) }
    : undefined;
}

function listed(text: string | undefined): readonly string[] {
  return text ? [text] : [];
}
