import type {
  AssetDetail,
  Proposal,
} from '@greenroom/backstage-plugin-greenroom-common';
import { HostLink } from '../components/CommitLink';
import { EmptyState } from '../components/EmptyState';
import { count, plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { StatusBadge } from '../components/StatusBadge';
import { When } from '../components/When';
import { Effect } from './Effect';
import styles from './changes.module.css';

const STEPS = {
  merged: 'Merged',
  version: 'Data version',
  training: 'Training',
  model: 'Model version',
  run: 'Evaluation',
} as const;

/** Proposals that became, or are becoming, pull requests: the open ones first. */
export function Proposals(props: {
  asset: AssetDetail;
  items: readonly Proposal[];
}) {
  const { asset } = props;
  const items = props.items.filter(proposal => proposal.state !== 'draft');
  const isOpen = (proposal: Proposal) =>
    ['open', 'publishing', 'failed'].includes(proposal.state);
  const open = items.filter(isOpen);
  const past = items.filter(proposal => !isOpen(proposal));
  const merged = past.filter(proposal => proposal.state === 'merged').length;
  if (items.length === 0) {
    return (
      <Panel title={`Nothing was proposed to ${asset.title} yet`}>
        <EmptyState title="No proposals">
          This shows the pull requests made from baskets, and whether each one
          helped. Begin with the doubtful labels on the Labels tab of the data
          set.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel
      title={`${plural(open.length, 'proposal')} to ${asset.title} ${
        open.length === 1 ? 'is' : 'are'
      } open, ${count(merged)} merged`}
    >
      <ul className={styles.proposals}>
        {[...open, ...past].map(proposal => (
          <li key={proposal.id}>
            <ProposalItem proposal={proposal} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function ProposalItem(props: { proposal: Proposal }) {
  const { proposal } = props;
  const { pullRequest, outcome, effect, error, changedLines } = proposal;
  return (
    <article className={styles.proposal} aria-label={proposal.title}>
      <div className={styles.head}>
        <h3 className={styles.title}>{proposal.title}</h3>
        <StatusBadge status={proposal.state} />
        {pullRequest ? (
          <a
            className={styles.link}
            href={pullRequest.url}
            target="_blank"
            rel="noreferrer"
          >
            Pull request #{pullRequest.number}
          </a>
        ) : null}
      </div>
      <p className={styles.muted}>
        {proposal.author}, <When at={proposal.updatedAt} />,{' '}
        {plural(proposal.entries.length, 'decision')}
        {changedLines === undefined
          ? ''
          : `, ${plural(changedLines, 'changed line')}`}
      </p>
      {error ? (
        <p role="alert" className={styles.error}>
          {error} The decisions are kept; propose them again.
        </p>
      ) : null}
      {outcome && outcome.length > 0 ? (
        <ol
          className={styles.outcome}
          aria-label={`What followed ${proposal.title}`}
        >
          {outcome.map(({ step, state, text, url }) => (
            <li key={step}>
              <StatusBadge status={state}>
                {STEPS[step]}: {state}
              </StatusBadge>
              <span className={styles.muted}>
                {text}{' '}
                <HostLink url={url}>{url ? 'On the git host' : null}</HostLink>
              </span>
            </li>
          ))}
        </ol>
      ) : null}
      {effect ? <Effect effect={effect} /> : null}
    </article>
  );
}
