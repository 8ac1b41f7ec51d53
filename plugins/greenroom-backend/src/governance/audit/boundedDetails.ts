/** More signs than this tell no more of what was done. */
const DETAILS_LENGTH = 4_000;

/** Details as they are, or, where they are long, the names of what they held. */
export function boundedDetails(
  details: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (JSON.stringify(details).length <= DETAILS_LENGTH) return details;
  const short = Object.entries(details).filter(
    ([, value]) => JSON.stringify(value ?? null).length <= 100,
  );
  const left = Object.keys(details).filter(
    name => !short.some(([kept]) => kept === name),
  );
  return {
    ...Object.fromEntries(short.slice(0, 20)),
    leftOut: left.slice(0, 20).map(name => name.slice(0, 100)),
  };
}
