import { ownerFromCodeowners } from './codeowners';

/** Real files and processes, on a machine that may be busy. */
jest.setTimeout(60_000);

describe('ownerFromCodeowners', () => {
  it.each([
    ['* @acme/data', 'greenroom.yaml', 'group:default/data'],
    [
      '* @acme/data\n/models/ @Mira',
      'models/a/greenroom.yaml',
      'user:default/mira',
    ],
    ['/models/ @mira', 'data/greenroom.yaml', undefined],
    [
      '*.yaml @acme/ops # all of them',
      'deep/greenroom.yaml',
      'group:default/ops',
    ],
    ['* mail@example.org', 'greenroom.yaml', undefined],
  ])('of %j says for %s: %s', (codeowners, path, owner) => {
    expect(ownerFromCodeowners(codeowners, path)).toBe(owner);
  });
});
