import type { ReviewFact } from '@greenroom/backstage-plugin-greenroom-common';
import { HIDDEN_NAME } from '@greenroom/governance';
import { HIDDEN_TITLE } from '../../lineage/maskAnswer';
import type { Mention } from './Mention';
import type { Talk } from './ReviewTalk';
import type { StoredReview, StoredSection } from './StoredReview';

/** A review with what people said in it, as somebody may be told of it. */
export type ToldReview = {
  readonly review: StoredReview;
  readonly talk: Talk;
  /** Pinned files that are not told. */
  readonly hiddenFiles: number;
};

/**
 * A review that tells of some assets no more than that there are such. Digests,
 * results and who decided what stay as they were.
 *
 * @param hidden - the assets that are not told of
 */
export function maskReview(
  { review, talk }: Omit<ToldReview, 'hiddenFiles'>,
  hidden: readonly Mention[],
): ToldReview {
  if (hidden.length === 0) return { review, talk, hiddenFiles: 0 };
  const { subject } = review;
  const say = withoutWords(
    hidden
      .flatMap(({ words }) => words)
      // These are the model's own as well.
      .filter(
        word => ![subject.repository, subject.manifestPath].includes(word),
      ),
  );
  const isTold = (repository: string) => (file: { readonly path: string }) =>
    !hidden.some(
      each => each.repository === repository && each.paths.includes(file.path),
    );
  const files = subject.files.filter(isTold(subject.repository));
  const data = subject.data?.filter(each =>
    each.files.every(isTold(each.repository)),
  );
  return {
    review: {
      ...review,
      subject: { ...subject, files, data },
      sections: review.sections.map(section => maskSection(section, say)),
      changes: review.changes.map(say),
      reason: review.reason && say(review.reason),
    },
    talk: maskTalk(talk, say),
    hiddenFiles: filesIn(subject) - filesIn({ files, data }),
  };
}

type Say = (text: string) => string;

/** Names are told by what stands for them; the longest first, so that a title is not cut. */
function withoutWords(words: readonly string[]): Say {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const any = longestFirst
    .map(word => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('|');
  const named = new RegExp(
    `(?<![\\p{L}\\p{N}_-])(?:${any})(?![\\p{L}\\p{N}_-])`,
    'gu',
  );
  return text => text.replace(named, HIDDEN_NAME);
}

function maskSection(section: StoredSection, say: Say): StoredSection {
  const says = say(section.says);
  // It counts what is wrong with data, which is more than that there is some.
  const counts = section.name === 'label-quality';
  return {
    ...section,
    says: counts && says !== section.says ? HIDDEN_TITLE : says,
    facts: section.facts.map(fact => maskFact(fact, say)),
    pins: section.pins.map(pin => ({ ...pin, what: say(pin.what) })),
  };
}

/** What is about such an asset is not told; what names it is told without the name. */
function maskFact(fact: ReviewFact, say: Say): ReviewFact {
  const name = say(fact.name);
  if (name !== fact.name) return { name, value: HIDDEN_TITLE };
  const { value, remark, url } = fact;
  return {
    ...fact,
    value: typeof value === 'string' ? say(value) : value,
    remark: remark && say(remark),
    url: url !== undefined && say(url) === url ? url : undefined,
  };
}

function maskTalk({ agreements, votes, questions }: Talk, say: Say): Talk {
  return {
    agreements,
    votes: votes.map(vote => ({
      ...vote,
      conditions: vote.conditions.map(say),
      comment: vote.comment && say(vote.comment),
    })),
    questions: questions.map(question => ({
      ...question,
      text: say(question.text),
      answers: question.answers.map(answer => ({
        ...answer,
        text: say(answer.text),
      })),
    })),
  };
}

function filesIn({
  files,
  data = [],
}: Pick<StoredReview['subject'], 'files' | 'data'>): number {
  return data.reduce((sum, each) => sum + each.files.length, files.length);
}
