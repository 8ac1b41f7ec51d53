import { MIRA, SOFIA } from '../people';
import { SeedRepository, texts } from '../SeedRepository';
import { claims, decisionIn } from './claims';

type Version = Parameters<typeof decisionIn>[0];

function claimsCsv(version: Version): string {
  const rows = claims().map(claim =>
    [
      claim.id,
      claim.split,
      decisionIn(version, claim),
      claim.region,
      claim.channel,
      claim.ageGroup,
      claim.amount,
      claim.monthsInsured,
      claim.earlierClaims,
      claim.pages,
    ].join(','),
  );
  return [
    'id,split,decision,region,channel,age_group,amount,months_insured,earlier_claims,pages',
    ...rows,
    '',
  ].join('\n');
}

function manifest(version: Version): string {
  return `# Claims that reached us on paper. Greenroom reads this file.
apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: claims
  title: Claims on paper forms
  description: Claims with what a person decided, to settle them at once or to check them.
  system: paper-forms
  tags: [tables, forms]
spec:
  version: ${version}
  license: CC0-1.0
  task: tabular-classification
  table: { path: data/claims.csv, format: csv }
  key: id
  label: decision
  split: split
  classes: [check, settle]
${version === '1.0.0' ? '' : '  audited: [test]\n'}  columns:
    - { name: id, type: string }
    - { name: split, type: string }
    - { name: decision, type: string, description: What a person decided }
    - { name: region, type: string, slice: true }
    - { name: channel, type: string, slice: true, description: How the form reached us }
    - { name: age_group, type: string, personal: true }
    - { name: amount, type: integer, unit: EUR }
    - { name: months_insured, type: integer, unit: months }
    - { name: earlier_claims, type: integer }
    - { name: pages, type: integer, slice: true }
`;
}

const CARD = `---
license: cc0-1.0
task_categories: [tabular-classification]
pretty_name: Claims on paper forms
tags: [tables, forms]
size_categories: [1K<n<10K]
---

# Claims on paper forms

3,000 claims, each with what a person decided: to settle it at once, or to check
it. 1,500 to train on, 300 to validate, 1,200 to test.

## How it was labelled

One person decided each claim. What was decided at the counter was typed in by
hand, and three of ten wrongly; version 1.1.0 has all of these read again, and the
split \`test\` by two more people.

## Personal data

\`age_group\` says how old a person is. It is marked as personal in the manifest:
groups by it are numbered where figures are shown.

## Where it comes from

Everything is made up for this example organisation.
`;

/** The repository of the claims. */
export function claimData(): SeedRepository {
  return {
    name: 'claim-data',
    description: 'Claims on paper forms, with what was decided',
    topics: ['dataset', 'tables'],
    commits: [
      {
        message: 'Add 3,000 decided claims',
        author: MIRA,
        date: '2026-07-06T07:50:00Z',
        tag: 'v1.0.0',
        files: texts({
          'greenroom.yaml': manifest('1.0.0'),
          'README.md': CARD,
          'data/claims.csv': claimsCsv('1.0.0'),
          '.github/CODEOWNERS':
            '# Who is asked for a review.\n* @northlight/governance\n',
        }),
      },
      {
        message: 'Read the claims of the counter again',
        author: SOFIA,
        date: '2026-09-07T11:20:00Z',
        tag: 'v1.1.0',
        files: texts({
          'greenroom.yaml': manifest('1.1.0'),
          'data/claims.csv': claimsCsv('1.1.0'),
        }),
      },
    ],
  };
}
