import { useRef, useState } from 'react';
import { Button } from '@backstage/ui';
import type {
  Review,
  ReviewSection,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Digest } from '../components/Digest';
import { Disclosure } from '../components/Disclosure';
import { Failure } from '../components/Failure';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { StatusBadge, type Tone } from '../components/StatusBadge';
import { When } from '../components/When';
import { useCaller } from '../changes/useCaller';
import { useStageKeys } from '../labels/useStageKeys';
import { FactTable } from './FactTable';
import { personName, SECTION_TITLES } from './reviewWords';
import type { ReviewDeed } from './useReviewDeed';
import styles from './reviews.module.css';

const TONES: Readonly<Record<ReviewSection['verdict'], Tone>> = {
  good: 'good',
  bad: 'bad',
  neutral: 'neutral',
  missing: 'warning',
};

/** What was pinned, a section after the other: J and K step, A agrees. */
export function ReviewSections(props: { review: Review; deed: ReviewDeed }) {
  const { review, deed } = props;
  const { sections } = review;
  const [at, setAt] = useState(0);
  const items = useRef<(HTMLLIElement | null)[]>([]);
  const mayAgree = review.allowed.includes('agree');
  const caller = useCaller();
  const step = (by: 1 | -1) => {
    const to = Math.max(0, Math.min(sections.length - 1, at + by));
    setAt(to);
    items.current[to]?.focus();
  };
  const agree = (section: ReviewSection) =>
    deed.run('It was not noted that you agree.', (api, id) =>
      api.agreeToSection(id, section.name),
    );
  useStageKeys(
    {
      j: () => step(1),
      k: () => step(-1),
      ...(mayAgree && { a: () => agree(sections[at]) }),
    },
    true,
  );
  const takeBack = (section: ReviewSection) =>
    deed.run('It is still noted that you agree.', (api, id) =>
      api.takeBackAgreement(id, section.name),
    );
  const agreed = sections.filter(({ agreedBy }) => agreedBy.length > 0).length;
  return (
    <Panel
      title={`${agreed} of ${plural(sections.length, 'section')} agreed`}
      note={
        mayAgree
          ? 'Pinned when the review was asked for. J and K step, A agrees.'
          : 'Pinned when the review was asked for. J and K step.'
      }
    >
      {deed.refused ? (
        <Failure what={deed.refused.what} error={deed.refused.error} />
      ) : null}
      <ol className={styles.sections}>
        {sections.map((section, i) => (
          <li
            key={section.name}
            ref={item => {
              items.current[i] = item;
            }}
            tabIndex={-1}
            aria-current={i === at ? 'step' : undefined}
            aria-label={SECTION_TITLES[section.name]}
          >
            <Section
              section={section}
              mayAgree={mayAgree}
              isMine={section.agreedBy.some(({ person }) => person === caller)}
              busy={deed.busy}
              onAgree={() => agree(section)}
              onTakeBack={() => takeBack(section)}
            />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Section(props: {
  section: ReviewSection;
  mayAgree: boolean;
  /** Whoever looks agreed to it. */
  isMine: boolean;
  busy: boolean;
  onAgree: () => void;
  onTakeBack: () => void;
}) {
  const { section, mayAgree, isMine, busy, onAgree, onTakeBack } = props;
  const { name, says, verdict, facts, pins, sha256, agreedBy } = section;
  return (
    <>
      <div className={styles.sectionHead}>
        <h3 className={styles.sectionTitle}>
          <StatusBadge status={name} tone={TONES[verdict]}>
            {SECTION_TITLES[name]}
          </StatusBadge>
        </h3>
        {mayAgree ? (
          <Button
            size="small"
            variant="secondary"
            isDisabled={busy}
            aria-label={`${isMine ? 'Take back that you agree' : 'Agree'} to ${
              SECTION_TITLES[name]
            }`}
            onPress={isMine ? onTakeBack : onAgree}
          >
            {isMine ? 'Take back' : 'Agree'}
          </Button>
        ) : null}
      </div>
      <p className={styles.says}>{says}</p>
      {agreedBy.length > 0 ? (
        <p className={styles.muted}>
          agreed by{' '}
          {agreedBy.map(({ person, at }, i) => (
            <span key={person}>
              {i > 0 ? ', ' : ''}
              {personName(person)} <When at={at} />
            </span>
          ))}
        </p>
      ) : null}
      {facts.length > 0 ? (
        <Disclosure
          summary={plural(facts.length, 'figure or fact', 'figures and facts')}
        >
          <FactTable name={SECTION_TITLES[name]} facts={facts} />
        </Disclosure>
      ) : null}
      <Disclosure
        summary={
          <>
            pinned as <code>{sha256.slice(0, 12)}</code>, on{' '}
            {plural(pins.length, 'digest')}
          </>
        }
      >
        <ul className={styles.plain}>
          <li>
            this section{' '}
            <Digest digest={sha256} label="digest of the section" />
          </li>
          {pins.map(({ what, digest }, i) => (
            // Two whose names are hidden are called the same.
            <li key={`${what} ${i}`}>
              {what} <Digest digest={digest} label={`digest of ${what}`} />
            </li>
          ))}
        </ul>
      </Disclosure>
    </>
  );
}
