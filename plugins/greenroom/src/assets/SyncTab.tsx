import { useApi } from '@backstage/core-plugin-api';
import type {
  FileProblem,
  SourceStatus,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { HostLink } from '../components/CommitLink';
import { EmptyState } from '../components/EmptyState';
import { Failure } from '../components/Failure';
import { count, plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { StatusBadge } from '../components/StatusBadge';
import { useAnswer } from '../components/useAnswer';
import { When } from '../components/When';
import { SyncsTable } from '../sync/SyncsTable';
import styles from './assets.module.css';

const POLL_SECONDS = 10;

/** "data/labels.csv:12:4", as editors and hosts write it. */
export function placeOf(problem: FileProblem): string {
  return [problem.path, problem.line, problem.column]
    .filter(part => part !== undefined)
    .join(':');
}

/** Problems in strangers' files, each linked to its line on the host. */
export function ProblemList(props: {
  problems: readonly (FileProblem & { repository?: string })[];
}) {
  return (
    <ul className={styles.problems}>
      {props.problems.map(problem => (
        <li
          key={`${problem.repository} ${placeOf(problem)} ${problem.message}`}
        >
          <HostLink url={problem.url}>
            {problem.repository ? `${problem.repository} ` : ''}
            {placeOf(problem)}
          </HostLink>
          <br />
          {problem.message}
        </li>
      ))}
    </ul>
  );
}

function lag(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return seconds < 5400
    ? `${Math.round(seconds / 60)} min`
    : `${Math.round(seconds / 3600)} h`;
}

function finding(source: SourceStatus): string {
  if (source.error) return `${source.target} cannot be read`;
  if (source.problems.length > 0) {
    return `${source.target}: ${plural(
      source.problems.length,
      'problem',
    )} in its files`;
  }
  return `${source.target} is read without problems`;
}

/** What sync is doing: sources, last fetch, lag, rate limit, and what is wrong in which line. */
export function SyncTab() {
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(() => api.listSources(), [api], {
    busy: () => true,
    pollSeconds: POLL_SECONDS,
  });
  return (
    <Answered
      answer={answer}
      what="the sources"
      still="Assets that were read before stay as they are."
    >
      {sources =>
        sources.length === 0 ? (
          <EmptyState title="No source is configured">
            This tab shows each git host that Greenroom reads: when it last did,
            how far behind it is, and which files it could not understand. Begin
            by adding one under greenroom.sources in the app-config.
          </EmptyState>
        ) : (
          <div className={styles.sources}>
            {sources.map(source => (
              <Source key={source.id} source={source} />
            ))}
          </div>
        )
      }
    </Answered>
  );
}

function Source(props: { source: SourceStatus }) {
  const { source } = props;
  const { rateLimit } = source;
  return (
    <Panel
      title={finding(source)}
      actions={
        <StatusBadge status={source.error ? 'failed' : 'Synced'}>
          {source.error ? 'failing' : 'reading'}
        </StatusBadge>
      }
    >
      <dl className={styles.facts}>
        <div>
          <dt>kind</dt>
          <dd>{source.kind}</dd>
        </div>
        <div>
          <dt>repositories</dt>
          <dd>{count(source.repositories)}</dd>
        </div>
        <div>
          <dt>syncs waiting</dt>
          <dd>{count(source.pending)}</dd>
        </div>
        <div>
          <dt>last fetch</dt>
          <dd>
            {source.lastFetchAt ? <When at={source.lastFetchAt} /> : 'not yet'}
          </dd>
        </div>
        <div>
          <dt>behind git</dt>
          <dd>
            {source.lagSeconds === undefined
              ? 'unknown'
              : lag(source.lagSeconds)}
          </dd>
        </div>
        {rateLimit ? (
          <div>
            <dt>rate limit left</dt>
            <dd>
              {count(rateLimit.remaining)} of {count(rateLimit.limit)}, full
              again <When at={rateLimit.resetAt} />
              {rateLimit.pausedUntil ? (
                <>
                  ; nothing is asked until <When at={rateLimit.pausedUntil} />
                </>
              ) : null}
            </dd>
          </div>
        ) : null}
      </dl>
      {source.error ? (
        <Failure
          what="The last fetch failed."
          error={source.error}
          still="Assets read before stay as they were; nothing is deleted by a fetch that fails."
          remedy="It is tried again by itself."
        />
      ) : null}
      {source.problems.length > 0 ? (
        <ProblemList problems={source.problems} />
      ) : null}
      {source.syncs.length > 0 ? (
        <SyncsTable syncs={source.syncs} withRepository="with repository" />
      ) : null}
    </Panel>
  );
}
