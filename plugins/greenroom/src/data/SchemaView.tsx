import type {
  AssetDetail,
  AssetVersion,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Digest } from '../components/Digest';
import { EmptyState } from '../components/EmptyState';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { versionName } from './versionName';
import { ScrollRegion } from '../components/ScrollRegion';
import styles from './data.module.css';
import rowStyles from '../components/rows.module.css';

/** The declared columns, which of them are personal, and the digest of the content. */
export function SchemaView(props: {
  asset: AssetDetail;
  version: AssetVersion;
}) {
  const { asset, version } = props;
  const columns = asset.columns ?? [];
  const personal = columns.filter(column => column.personal).length;
  return (
    <Panel
      title={`${plural(columns.length, 'column')}, ${
        personal === 0 ? 'none' : personal
      } of them personal data`}
      note={
        <>
          Content of {versionName(version)}:{' '}
          <Digest digest={version.digest} label="content digest" length={16} />
          {version.revisions > 1 ? ` in ${version.revisions} revisions` : ''}
          {asset.license ? `, licence ${asset.license}` : ''}
        </>
      }
    >
      {columns.length === 0 ? (
        <EmptyState title="No columns are known">
          They show here once the table has been read.
        </EmptyState>
      ) : (
        <ScrollRegion name="Columns">
          <table className={rowStyles.table}>
            <thead>
              <tr>
                <th scope="col">column</th>
                <th scope="col">type</th>
                <th scope="col">role</th>
                <th scope="col">description</th>
              </tr>
            </thead>
            <tbody>
              {columns.map(column => (
                <tr key={column.name}>
                  <th scope="row">{column.name}</th>
                  <td>{column.type}</td>
                  <td>
                    {column.role}
                    {column.personal ? ', personal' : ''}
                  </td>
                  <td className={styles.muted}>{column.description}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </Panel>
  );
}
