import type { NewReview } from '../StoredReview';

export const REVISION = 'c'.repeat(40);
export const SHA256 = 'a'.repeat(64);

/** A review of a model that Mira wrote, of which one of governance must sign. */
export function newReview(rest: Partial<NewReview> = {}): NewReview {
  return {
    assetId: 'model',
    versionId: 'version',
    subject: {
      name: 'reader',
      entityRef: 'component:default/reader',
      owner: 'group:default/vision',
      sourceId: 'northlight',
      repository: 'northlight/reader',
      semver: '2.0.0',
      digest: SHA256,
      revision: REVISION,
      manifestPath: 'greenroom.yaml',
      files: [{ path: 'greenroom.yaml', sha256: SHA256 }],
      checks: [],
    },
    sections: [
      {
        name: 'card',
        says: 'It has a card.',
        verdict: 'neutral',
        facts: [],
        pins: [{ what: 'card', digest: SHA256 }],
        sha256: SHA256,
      },
    ],
    authors: [
      {
        person: 'user:default/mira',
        name: 'mira',
        by: 'signature',
        commits: [REVISION],
      },
    ],
    rule: {
      name: 'governance signs',
      teams: [{ team: 'group:default/governance', needed: 1 }],
      asks: 'by hand',
    },
    requestedBy: { type: 'person', person: 'user:default/mira' },
    ...rest,
  };
}
