import { ownerFromCodeowners, ownersFromCodeowners } from './codeowners';

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

describe('ownersFromCodeowners', () => {
  it.each([
    ['* @acme/data @mira', 'a.csv', ['acme/data', 'mira']],
    [
      '* @mira\n/data/ @jonas @acme/data',
      'data/deep/a.csv',
      ['jonas', 'acme/data'],
    ],
    // Nobody has to look at what a later line frees.
    ['* @mira\n/data/generated/', 'data/generated/a.csv', []],
    ['data/* @mira', 'data/a.csv', ['mira']],
    ['data/* @mira', 'data/deep/a.csv', []],
    ['data/** @mira', 'data/deep/a.csv', ['mira']],
    ['* mail@example.org @mira', 'a.csv', ['mira']],
  ])('of %j are asked for %s: %j', (codeowners, path, owners) => {
    expect(ownersFromCodeowners(codeowners, path)).toEqual(owners);
  });
});
