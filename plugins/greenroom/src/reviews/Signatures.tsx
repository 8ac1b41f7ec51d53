import type {
  Review,
  ReviewAuthor,
} from '@greenroom/backstage-plugin-greenroom-common';
import { StatusBadge } from '../components/StatusBadge';
import { When } from '../components/When';
import { personName } from './reviewWords';
import styles from './reviews.module.css';

const VOUCHED: Readonly<Record<ReviewAuthor['by'], string>> = {
  signature: 'signature verified by the host',
  'pull request': 'opened the pull request',
  claimed: 'named by git, verified by nobody',
};

/** Who wrote it, who signed, and who else must. */
export function Signatures(props: { review: Review }) {
  const { review } = props;
  const { quorum, votes, authors, authorsRemark, rule, expiresAt } = review;
  return (
    <dl className={styles.people}>
      <div>
        <dt>written by</dt>
        <dd>
          {authors.length === 0 ? 'machines only' : null}
          <ul className={styles.plain}>
            {authors.map(author => (
              <li key={`${author.name} ${author.person ?? ''}`}>
                {author.person ? personName(author.person) : author.name}
                <span className={styles.muted}>
                  {VOUCHED[author.by]}
                  {author.person ? '' : ', not in the catalog'}
                </span>
              </li>
            ))}
          </ul>
          {authorsRemark ? (
            <p className={styles.remark}>{authorsRemark}</p>
          ) : null}
        </dd>
      </div>
      <div>
        <dt>must sign</dt>
        <dd>
          <ul className={styles.plain}>
            {quorum.map(({ team, needed, signed, mayStillSign }) => (
              <li key={team}>
                <StatusBadge
                  status={team}
                  tone={signed.length >= needed ? 'good' : 'working'}
                >
                  {signed.length} of {needed}, {personName(team)}
                </StatusBadge>
                <span className={styles.muted}>
                  {mayStillSign.length > 0 && review.state === 'open'
                    ? `may sign: ${mayStillSign.map(personName).join(', ')}`
                    : null}
                </span>
              </li>
            ))}
          </ul>
          <span className={styles.muted}>by the rule “{rule}”</span>
        </dd>
      </div>
      {votes.length > 0 ? (
        <div>
          <dt>decided</dt>
          <dd>
            <ul className={styles.plain}>
              {votes.map(vote => (
                <li key={vote.person}>
                  <StatusBadge
                    status={vote.decision}
                    tone={vote.decision === 'rejected' ? 'bad' : 'good'}
                  >
                    {personName(vote.person)}: {vote.decision}
                  </StatusBadge>
                  <span className={styles.muted}>
                    <When at={vote.at} />
                    {vote.comment ? `: ${vote.comment}` : ''}
                  </span>
                  {vote.conditions.map(condition => (
                    <span key={condition} className={styles.condition}>
                      Condition: {condition}
                    </span>
                  ))}
                </li>
              ))}
            </ul>
            {expiresAt ? (
              <span className={styles.muted}>
                until {expiresAt.slice(0, 10)}
              </span>
            ) : null}
          </dd>
        </div>
      ) : null}
    </dl>
  );
}
