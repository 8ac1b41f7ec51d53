import { type FormEvent, useId, useState } from 'react';
import { Button } from '@backstage/ui';
import type {
  Review,
  ReviewQuestion,
} from '@greenroom/backstage-plugin-greenroom-common';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { When } from '../components/When';
import changes from '../changes/changes.module.css';
import { personName, SECTION_TITLES } from './reviewWords';
import type { ReviewDeed } from './useReviewDeed';
import styles from './reviews.module.css';

/** Questions of a review and their answers. */
export function Questions(props: { review: Review; deed: ReviewDeed }) {
  const { review, deed } = props;
  const { questions, allowed } = review;
  const open = questions.filter(({ answers }) => answers.length === 0).length;
  if (questions.length === 0 && !allowed.includes('ask')) return null;
  return (
    <Panel title={finding(questions.length, open)}>
      <ul className={styles.questions}>
        {questions.map(question => (
          <li key={question.id}>
            <Said {...question} about={aboutOf(question)} />
            {question.answers.map(answer => (
              <div
                key={`${answer.person} ${answer.at}`}
                className={styles.answer}
              >
                <Said {...answer} />
              </div>
            ))}
            {allowed.includes('answer') ? (
              <SayForm
                name={`Answer to “${question.text.slice(0, 60)}”`}
                verb="Answer"
                busy={deed.busy}
                onSay={text =>
                  deed.run('Your answer was not kept.', (api, id) =>
                    api.answerInReview(id, question.id, { text }),
                  )
                }
              />
            ) : null}
          </li>
        ))}
      </ul>
      {allowed.includes('ask') ? (
        <SayForm
          name="Question"
          verb="Ask"
          busy={deed.busy}
          onSay={text =>
            deed.run('Your question was not kept.', (api, id) =>
              api.askInReview(id, { text }),
            )
          }
        />
      ) : null}
    </Panel>
  );
}

function finding(all: number, open: number): string {
  if (all === 0) return 'Nobody asked anything';
  return open === 0
    ? `All of ${plural(all, 'question')} answered`
    : `${open} of ${plural(all, 'question')} without an answer`;
}

function aboutOf({ section }: ReviewQuestion): string | undefined {
  return section && SECTION_TITLES[section];
}

function Said(props: {
  text: string;
  person: string;
  at: string;
  about?: string;
}) {
  const { text, person, at, about } = props;
  return (
    <p className={styles.said}>
      {text}
      <span className={styles.muted}>
        {personName(person)}, <When at={at} />
        {about ? `, about ${about}` : ''}
      </span>
    </p>
  );
}

function SayForm(props: {
  name: string;
  verb: string;
  busy: boolean;
  onSay: (text: string) => Promise<boolean>;
}) {
  const { name, verb, busy, onSay } = props;
  const id = useId();
  const [text, setText] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && (await onSay(text.trim()))) setText('');
  };
  return (
    <form className={styles.say} onSubmit={submit}>
      <label className={styles.hidden} htmlFor={id}>
        {name}
      </label>
      <input
        id={id}
        className={changes.field}
        value={text}
        maxLength={2000}
        placeholder={name}
        onChange={event => setText(event.target.value)}
      />
      <Button
        size="small"
        variant="secondary"
        type="submit"
        isDisabled={busy || text.trim() === ''}
      >
        {verb}
      </Button>
    </form>
  );
}
