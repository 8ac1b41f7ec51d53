import type { ProposalComment } from '@greenroom/backstage-plugin-greenroom-common';
import { HostLink } from '../components/CommitLink';
import { plural } from '../components/numbers';
import { StatusBadge } from '../components/StatusBadge';
import { When } from '../components/When';
import styles from './changes.module.css';

const VERDICTS = {
  approved: ['passed', 'Approved'],
  'changes-requested': ['refused', 'Changes requested'],
  commented: ['none', 'Reviewed'],
  dismissed: ['none', 'Review dismissed'],
} as const;

/** What was said on the host, as plain text: it is a stranger's Markdown. */
export function ProposalComments(props: {
  comments: readonly ProposalComment[];
}) {
  const { comments } = props;
  if (comments.length === 0) return null;
  return (
    <details>
      <summary>{plural(comments.length, 'comment')} on the host</summary>
      <ul className={styles.comments}>
        {comments.map(({ id, author, at, url, verdict, place, body }) => (
          <li key={id}>
            <span className={styles.head}>
              {verdict ? (
                <StatusBadge status={VERDICTS[verdict][0]}>
                  {VERDICTS[verdict][1]}
                </StatusBadge>
              ) : null}
              <span className={styles.muted}>
                {author}, <When at={at} />
                {place
                  ? `, at ${place.path}${
                      place.line === undefined ? '' : `:${place.line}`
                    }`
                  : ''}{' '}
                <HostLink url={url}>Open on the host</HostLink>
              </span>
            </span>
            {body ? <p className={styles.comment}>{body}</p> : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
