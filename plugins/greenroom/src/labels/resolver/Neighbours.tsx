import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  AssetVersion,
  LabelIssue,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { labelName } from '../../components/labelWords';
import { decimal } from '../../components/numbers';
import { Thumbnail } from '../../components/Thumbnail';
import { useAnswer } from '../../components/useAnswer';
import { showsPictures } from '../showsPictures';
import { useRowHref } from '../useRowHref';
import { Link } from 'react-router-dom';
import styles from '../labels.module.css';

const NEIGHBOUR_PIXELS = 48;

/** The rows most alike, with what they are called: do they agree with the label? */
export function Neighbours(props: {
  asset: AssetDetail;
  version: AssetVersion;
  issue: LabelIssue;
}) {
  const { asset, version, issue } = props;
  const { neighbours } = issue;
  const api = useApi(greenroomApiRef);
  const href = useRowHref(asset, version);
  const pictures = showsPictures(asset);
  const text = asset.columns?.find(({ role }) => role === 'text')?.name;
  const keys = neighbours.map(({ key }) => key);
  const asksText =
    !pictures &&
    text !== undefined &&
    keys.length > 0 &&
    asset.allowed.includes('readRows');
  const rows = useAnswer(
    async () =>
      asksText
        ? (
            await api.getRows({
              versionId: version.id,
              filter: { keys },
              limit: keys.length,
            })
          ).rows
        : [],
    [api, version.id, asksText, keys.join('\n')],
  );
  if (neighbours.length === 0) return null;
  const textOf = (key: string) =>
    text !== undefined && rows.state === 'ready'
      ? rows.value.find(row => row.key === key)?.cells[text]
      : undefined;
  const agreeing = neighbours.filter(
    ({ label }) => label === issue.given,
  ).length;
  return (
    <>
      <h3 className={styles.part}>
        {agreeing} of {neighbours.length} nearest rows have the given label
      </h3>
      <ul className={styles.neighbours} aria-label="Nearest rows">
        {neighbours.map(({ key, label, split, distance }) => (
          <li
            key={key}
            data-agrees={label === issue.given}
            title={`${split}, distance ${decimal(distance)}`}
          >
            {pictures ? (
              <Thumbnail rowKey={key} size={NEIGHBOUR_PIXELS} />
            ) : null}
            <strong>{labelName(label)}</strong>
            {textOf(key) === undefined ? null : (
              <span className={styles.neighbourText}>
                {String(textOf(key))}
              </span>
            )}
            <Link className={styles.link} to={href(key)}>
              {key}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
