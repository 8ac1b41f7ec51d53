import { withoutSecrets } from './withoutSecrets';

describe('withoutSecrets', () => {
  it.each([
    `ghp_${'a1B2'.repeat(9)}`,
    `github_pat_${'a1B2_'.repeat(9)}`,
    `glpat-${'a1-2'.repeat(5)}`,
    `AKIA${'A1B2'.repeat(4)}`,
    `xoxb-${'12345'.repeat(3)}`,
    `eyJ${'a1B2'.repeat(4)}.${'a1B2'.repeat(4)}.${'a1B2'.repeat(4)}`,
    '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----',
  ])('takes %s out of a text', secret => {
    expect(withoutSecrets(`read with ${secret}, see there`)).toBe(
      'read with (secret removed), see there',
    );
  });

  it('takes credentials out of an address and leaves the address', () => {
    expect(withoutSecrets('https://mira:hunter2@git.example/data')).toBe(
      'https://(secret removed)@git.example/data',
    );
  });

  it.each([
    'the row eyJ is short',
    'commit 4bcf467 of https://git.example/acme/data',
    'glpat is a prefix, AKIA another',
  ])('leaves %j as it is', text => {
    expect(withoutSecrets(text)).toBe(text);
  });
});
