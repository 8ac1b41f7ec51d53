import { drawing } from '../draw';
import { CI, JONAS, SOFIA } from '../people';
import { SeedRepository, texts } from '../SeedRepository';

const QUEUES = ['billing', 'delivery', 'returns', 'account', 'other'] as const;
type Queue = (typeof QUEUES)[number];

const SUBJECTS: Readonly<Record<Queue, readonly string[]>> = {
  billing: ['Charged twice', 'Invoice is missing', 'Wrong amount'],
  delivery: ['Parcel has not come', 'Left with a neighbour', 'Box was open'],
  returns: ['Want to send it back', 'Refund is late', 'Label does not print'],
  account: ['Cannot sign in', 'New address', 'Close my account'],
  other: ['A question', 'Praise for the shop', 'Newsletter'],
};
const OPENINGS = ['Hello,', 'Good morning,', 'Dear team,', 'Hi there,', ''];
const MIDDLES = [
  'this is about order',
  'my order number is',
  'please look at order',
  'I wrote before about order',
];
const ENDINGS = [
  'Could you look into it today?',
  'I have waited for two weeks now.',
  'Thank you for your help.',
  'Please call me in the afternoon.',
  'A photo is attached.',
];

const FIRST_ROWS = 48_000;
const ALL_ROWS = 50_000;

type TicketsVersion = '1.0.0' | '1.1.0' | '1.1.1';

function pick<T>(random: () => number, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)];
}

function splitOf(share: number): string {
  if (share < 0.8) return 'train';
  return share < 0.9 ? 'validation' : 'test';
}

/** Support tickets: made up, and the same each time. Some stand in the wrong queue until 1.1.0. */
function ticketsCsv(version: TicketsVersion): string {
  const random = drawing('support tickets');
  const count = version === '1.0.0' ? FIRST_ROWS : ALL_ROWS;
  const lines = ['id,split,queue,agent,opened,subject,body'];
  for (let i = 0; i < count; i++) {
    const truth = pick(random, QUEUES);
    const split = splitOf(random());
    const isMisfiled = random() < 0.03;
    const isEasy = random() < 0.4;
    const isFound = isEasy && version !== '1.0.0';
    const queue =
      isMisfiled && !isFound ? QUEUES[(QUEUES.indexOf(truth) + 1) % 5] : truth;
    const subject = pick(random, SUBJECTS[truth]);
    const ending = pick(random, ENDINGS);
    const body = [
      pick(random, OPENINGS),
      `${pick(random, MIDDLES)} ${100_000 + Math.floor(random() * 900_000)}.`,
      version === '1.1.1' ? ending.replace('photo', 'picture') : ending,
    ]
      .join(' ')
      .trim();
    const day = String(1 + Math.floor(random() * 28)).padStart(2, '0');
    lines.push(
      `t${String(i).padStart(6, '0')},${split},${queue},agent-${
        1 + Math.floor(random() * 20)
      },2026-01-${day},${subject},"${body}"`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function manifest(version: TicketsVersion): string {
  return `apiVersion: greenroom.dev/v1alpha1
kind: Dataset
metadata:
  name: support-tickets
  title: Support tickets
  description: 50,000 tickets of a shop, each in the queue an agent put it in.
  tags: [text, large]
spec:
  version: ${version}
  license: CC-BY-4.0
  task: text-classification
  table: { path: data/tickets.csv, format: csv }
  key: id
  label: queue
  split: split
  annotator: agent
  classes: [${QUEUES.join(', ')}]
  columns:
    - { name: id, type: string }
    - { name: split, type: string }
    - { name: queue, type: string }
    - { name: agent, type: string }
    - { name: opened, type: string }
    - { name: subject, type: text }
    - { name: body, type: text }
`;
}

function files(version: TicketsVersion): Record<string, Buffer> {
  return texts({
    'greenroom.yaml': manifest(version),
    'data/tickets.csv': ticketsCsv(version),
  });
}

/** 50,000 texts in git itself, three versions. */
export function supportTickets(): SeedRepository {
  return {
    name: 'support-tickets',
    description: 'Tickets of a shop and their queues',
    topics: ['dataset', 'text'],
    commits: [
      {
        message: 'Add 48,000 tickets',
        author: SOFIA,
        date: '2026-02-20T09:00:00Z',
        tag: 'v1.0.0',
        files: {
          ...files('1.0.0'),
          ...texts({ CODEOWNERS: '* @northlight/mail\n' }),
        },
      },
      {
        message: 'Add 2,000 tickets; move misfiled ones to their queue',
        author: JONAS,
        date: '2026-06-09T11:30:00Z',
        tag: 'v1.1.0',
        files: files('1.1.0'),
      },
      {
        message: 'Say picture, not photo',
        author: CI,
        date: '2026-09-01T08:15:00Z',
        tag: 'v1.1.1',
        files: files('1.1.1'),
      },
    ],
  };
}
