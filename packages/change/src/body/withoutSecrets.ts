/**
 * Shapes by which tokens and keys are known: GitHub's and GitLab's prefixes, AWS
 * access keys, Slack's tokens, JSON web tokens, credentials in an address, and
 * private keys in PEM.
 */
const SECRETS: readonly RegExp[] = [
  /\bgh[pousr]_[A-Za-z0-9]{20,}\b/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,}\b/g,
  /\bglpat-[A-Za-z0-9_-]{20,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
  /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/g,
  /(?<=\b[a-z][a-z0-9+.-]*:\/\/)[^/\s:@]+:[^/\s@]+(?=@)/gi,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
];

/** A text that goes where many read, without what looks like a secret that slipped into it. */
export function withoutSecrets(text: string): string {
  return SECRETS.reduce(
    (left, secret) => left.replace(secret, '(secret removed)'),
    text,
  );
}
