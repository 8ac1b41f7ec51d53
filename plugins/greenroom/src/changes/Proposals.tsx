import type {
  AssetDetail,
  Proposal,
  ProposedPullRequest,
} from '@greenroom/backstage-plugin-greenroom-common';
import { HostLink } from '../components/CommitLink';
import { EmptyState } from '../components/EmptyState';
import { count, plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { StatusBadge } from '../components/StatusBadge';
import { When } from '../components/When';
import { Effect } from './Effect';
import { NewestCheck } from './conflicts/NewestCheck';
import { PlanLink } from './plan/PlanLink';
import { ProposalActions } from './ProposalActions';
import { ProposalComments } from './ProposalComments';
import { PullRequestLink } from './PullRequestLink';
import { useCaller } from './useCaller';
import styles from './changes.module.css';

const STEPS = {
  merged: 'Merged',
  manifest: 'Manifest',
  version: 'Data version',
  training: 'Training',
  model: 'Model version',
  run: 'Evaluation',
} as const;

/** Proposals that became, or are becoming, pull requests: the open ones first. */
export function Proposals(props: {
  asset: AssetDetail;
  items: readonly Proposal[];
  onDone: () => void;
}) {
  const { asset, onDone } = props;
  const caller = useCaller();
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
            <ProposalItem
              asset={asset}
              proposal={proposal}
              mayAct={
                proposal.author === caller && asset.allowed.includes('propose')
              }
              onDone={onDone}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Whom it waits for, how it is marked, and how it is taken in by hand. */
function PullRequestFacts(props: { pullRequest: ProposedPullRequest }) {
  const { reviewers, labels, fork, command } = props.pullRequest;
  const facts = [
    ...(reviewers.length > 0
      ? [`waits for ${reviewers.map(each => `@${each}`).join(', ')}`]
      : []),
    ...(labels.length > 0 ? [`labelled ${labels.join(', ')}`] : []),
    ...(fork ? [`from the fork ${fork}`] : []),
  ];
  return (
    <>
      {facts.length > 0 ? (
        <p className={styles.muted}>{facts.join('; ')}</p>
      ) : null}
      {command ? (
        <p className={styles.muted}>
          Take it in with <code className={styles.command}>{command}</code>
        </p>
      ) : null}
    </>
  );
}

function ProposalItem(props: {
  asset: AssetDetail;
  proposal: Proposal;
  /** Its author may publish it again, or take it back. */
  mayAct: boolean;
  onDone: () => void;
}) {
  const { asset, proposal, mayAct, onDone } = props;
  const { pullRequest, outcome, effect, error, changedLines } = proposal;
  return (
    <article className={styles.proposal} aria-label={proposal.title}>
      <div className={styles.head}>
        <h3 className={styles.title}>{proposal.title}</h3>
        <StatusBadge status={proposal.state} />
        {pullRequest ? <PullRequestLink pullRequest={pullRequest} /> : null}
        {pullRequest?.draft ? (
          <span className={styles.muted}>draft</span>
        ) : null}
        {pullRequest?.number ? (
          <PlanLink asset={asset} plan={pullRequest.number}>
            Plan of #{pullRequest.number}
          </PlanLink>
        ) : null}
      </div>
      <p className={styles.muted}>
        {proposal.author}, <When at={proposal.updatedAt} />,{' '}
        {plural(proposal.entries.length, 'decision')}
        {changedLines === undefined
          ? ''
          : `, ${plural(changedLines, 'changed line')}`}
      </p>
      {pullRequest ? <PullRequestFacts pullRequest={pullRequest} /> : null}
      {error ? (
        <p role="alert" className={styles.error}>
          {error} The decisions are kept.
        </p>
      ) : null}
      {mayAct && proposal.state === 'open' && error && !proposal.problem ? (
        <NewestCheck asset={asset} draft={proposal} onSettled={onDone} />
      ) : null}
      {mayAct ? <ProposalActions proposal={proposal} onDone={onDone} /> : null}
      {pullRequest ? (
        <ProposalComments comments={pullRequest.comments} />
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
