import { Button } from '@backstage/ui';
import type {
  Review,
  ReviewStatementPlace,
} from '@greenroom/backstage-plugin-greenroom-common';
import { CopyButton } from '../components/CopyButton';
import { HostLink } from '../components/CommitLink';
import { Digest } from '../components/Digest';
import { Failure } from '../components/Failure';
import { Panel } from '../components/Panel';
import type { ReviewDeed } from './useReviewDeed';
import styles from './reviews.module.css';

const TITLES: Readonly<Record<ReviewStatementPlace['state'], string>> = {
  unsigned: 'The decision is not signed yet',
  writing: 'The decision is on its way to git',
  proposed: 'The signed decision waits in a pull request',
  merged: 'The signed decision is in git',
  closed: 'The pull request of the decision was closed without a merge',
};

/** Where the statement of a decision is in git, and what verifies it. */
export function StatementPanel(props: {
  review: Review;
  statement: ReviewStatementPlace;
  deed: ReviewDeed;
}) {
  const { review, statement, deed } = props;
  const { pull, path, repository, keyIds, command, problem } = statement;
  return (
    <Panel
      title={TITLES[statement.state]}
      actions={
        review.allowed.includes('publish') ? (
          <Button
            size="small"
            variant="primary"
            isDisabled={deed.busy}
            onPress={() =>
              deed.run('It was not written to git.', (api, id) =>
                api.publishReview(id),
              )
            }
          >
            Write it to git
          </Button>
        ) : undefined
      }
    >
      {problem ? (
        <Failure
          what="Git does not have it."
          error={problem}
          still="The decision is kept here."
        />
      ) : null}
      <dl className={styles.people}>
        <div>
          <dt>file</dt>
          <dd>
            <code>{path}</code> in {repository}
          </dd>
        </div>
        {pull ? (
          <div>
            <dt>pull request</dt>
            <dd>
              <HostLink url={pull.url}>
                {pull.number === undefined
                  ? 'its branch'
                  : `Pull request #${pull.number}`}
              </HostLink>{' '}
              {statement.state === 'proposed'
                ? 'is open: the decision counts for others once it is merged'
                : `is ${statement.state}`}
            </dd>
          </div>
        ) : null}
        {keyIds.length > 0 ? (
          <div>
            <dt>signed with</dt>
            <dd>
              {keyIds.map(id => (
                <Digest key={id} digest={id} label="key" length={16} />
              ))}
            </dd>
          </div>
        ) : null}
        <div>
          <dt>verify it in a clone, offline</dt>
          <dd className={styles.command}>
            <code>{command}</code>
            <CopyButton text={command}>Copy the command</CopyButton>
          </dd>
        </div>
      </dl>
      <p className={styles.muted}>
        KEYS.yaml is your trust root. It never comes from the repository:
        whoever can change the model there could change the keys.
      </p>
    </Panel>
  );
}
