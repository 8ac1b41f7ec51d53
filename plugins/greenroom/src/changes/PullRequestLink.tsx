import type { ProposedPullRequest } from '@greenroom/backstage-plugin-greenroom-common';
import { HostLink } from '../components/CommitLink';

/** "Pull request #12", or the branch where the remote knows no more. */
export function PullRequestLink(props: { pullRequest: ProposedPullRequest }) {
  const { number, url, branch } = props.pullRequest;
  return (
    <HostLink url={url}>
      {number === undefined ? `Branch ${branch}` : `Pull request #${number}`}
    </HostLink>
  );
}
