import type { ProposalEntry } from '@greenroom/backstage-plugin-greenroom-common';
import { readManifest } from '@greenroom/manifest';
import type { Asset } from '../registry/Asset';
import { pullRequestBody } from './pullRequestBody';

const MANIFEST = `
apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata: { name: mails }
spec:
  task: text-classification
  classes: [good, bad]
  table: { path: mails.csv }
  key: id
  label: label
  split: split
  columns:
    - { name: sender, type: string, personal: true }
    - { name: subject, type: string }
`;

const cell = (column: string, to: string): ProposalEntry => ({
  key: `cell ${column}`,
  kind: 'cell',
  row: 'm1',
  column,
  from: 'before',
  to,
  reason: 'a typo',
});

function bodyOf(entries: readonly ProposalEntry[]): string {
  const read = readManifest('greenroom.yaml', MANIFEST);
  if (!read.ok) throw new Error(read.errors[0].message);
  return pullRequestBody({
    id: '42',
    asset: {
      entityRef: 'resource:default/mails',
      manifest: read.assets[0],
    } as Asset,
    author: 'Mira',
    portalUrl: 'https://portal.test',
    entries,
  });
}

describe('pullRequestBody', () => {
  it('tells cells with their values, and hides those that are personal', () => {
    const body = bodyOf([
      cell('subject', 'after'),
      cell('sender', 'mira of northlight'),
    ]);
    expect(body).toContain(
      '| cell | m1, subject: before → after |  | a typo |',
    );
    expect(body).toContain('| cell | m1, sender: \\(personal\\) |');
    expect(body).not.toContain('northlight');
  });

  it('cuts long values', () => {
    const body = bodyOf([cell('subject', 'x'.repeat(5_000))]);
    expect(body.length).toBeLessThan(2_000);
  });

  it('takes a secret out of a value before it is cut', () => {
    const body = bodyOf([
      cell('subject', `${'x'.repeat(60)} ghp_${'a1'.repeat(18)}`),
    ]);
    expect(body).not.toContain('a1a1');
  });

  it('links to the proposal in the portal', () => {
    expect(bodyOf([{ key: 'm1', kind: 'exclude', from: 'good' }])).toContain(
      '[Greenroom](https://portal.test/catalog/default/resource/mails/changes)',
    );
  });
});
