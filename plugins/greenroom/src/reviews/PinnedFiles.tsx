import type { Review } from '@greenroom/backstage-plugin-greenroom-common';
import { Digest } from '../components/Digest';
import { Disclosure } from '../components/Disclosure';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import styles from './reviews.module.css';

/** Whose bytes the statement pins. */
export function PinnedFiles(props: { review: Review }) {
  const { files, data, hiddenFiles, manifestPath } = props.review;
  return (
    <Panel
      title={`${plural(files.length, 'file')} pinned by SHA-256`}
      note="Of what is in Git LFS, the object. One other byte, and the decision does not verify."
    >
      <Disclosure summary={`The manifest ${manifestPath} and the others`}>
        <FileList files={files} />
      </Disclosure>
      {data.map(each => (
        <Disclosure
          key={each.repository}
          summary={`Training data: ${plural(each.files.length, 'file')} of ${
            each.repository
          } at ${each.revision.slice(0, 7)}`}
        >
          <FileList files={each.files} />
        </Disclosure>
      ))}
      {hiddenFiles > 0 ? (
        <p className={styles.muted}>
          {`${plural(hiddenFiles, 'file')} more of data that you may not see ${
            hiddenFiles === 1 ? 'is' : 'are'
          } pinned, too.`}
        </p>
      ) : null}
    </Panel>
  );
}

function FileList(props: { files: Review['files'] }) {
  return (
    <ul className={styles.plain}>
      {props.files.map(({ path, sha256 }) => (
        <li key={path}>
          <code>{path}</code>{' '}
          <Digest digest={sha256} label={`SHA-256 of ${path}`} />
        </li>
      ))}
    </ul>
  );
}
