import type { Commit } from '@greenroom/backstage-plugin-greenroom-common';
import { short } from './Digest';
import styles from './figures.module.css';

/** Only addresses of the web become links; a host that says otherwise gets plain text. */
export function isWebAddress(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\//i.test(url);
}

/** A link that leaves the portal, or plain text where there is no web address. */
export function HostLink(props: {
  url?: string;
  children: React.ReactNode;
  label?: string;
}) {
  const { url, children, label } = props;
  if (!isWebAddress(url)) return <>{children}</>;
  return (
    <a
      className={styles.link}
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={label}
    >
      {children}
    </a>
  );
}

/** A commit: short, monospaced, linked to the host; with its pull request where there is one. */
export function CommitLink(props: {
  commit: Pick<Commit, 'sha'> & Partial<Commit>;
}) {
  const { sha, url, pullRequest, message } = props.commit;
  return (
    <span title={message}>
      <HostLink url={url} label={`Commit ${short(sha, 7)} on the host`}>
        <code className={styles.mono}>{short(sha, 7)}</code>
      </HostLink>
      {pullRequest ? (
        <>
          {' '}
          <HostLink
            url={pullRequest.url}
            label={`Pull request ${pullRequest.number} on the host`}
          >
            #{pullRequest.number}
          </HostLink>
        </>
      ) : null}
    </span>
  );
}
