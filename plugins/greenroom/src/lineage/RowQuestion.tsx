import { type FormEvent, useId, useState } from 'react';
import { Button } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  LineageAround,
  RowLineage,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { Disclosure } from '../components/Disclosure';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { RowsHidden } from '../components/RowsHidden';
import { useAnswer } from '../components/useAnswer';
import { titlesOf } from './titlesOf';
import { useLineageAddress } from './useLineageAddress';
import { Way } from './Way';
import styles from './lineage.module.css';

/** Asks which models and deployments saw a row of one of the data versions here. */
export function RowQuestion(props: {
  asset: AssetDetail;
  lineage: LineageAround;
}) {
  const { asset, lineage } = props;
  const [{ rowVersion, rowKey }, goTo] = useLineageAddress();
  const versions = lineage.nodes
    .flatMap(({ kind, versionId, title }) =>
      kind === 'dataset' && versionId ? [{ versionId, title }] : [],
    )
    .sort((a, b) => b.title.localeCompare(a.title, 'en', { numeric: true }));
  const [version, setVersion] = useState(rowVersion);
  const [key, setKey] = useState(rowKey ?? '');
  const id = useId();
  if (versions.length === 0) return null;
  const chosen = version ?? versions[0].versionId;
  const ask = (event: FormEvent) => {
    event.preventDefault();
    goTo({ rowVersion: chosen, rowKey: key.trim() });
  };
  return (
    <Panel title="Which models saw a row?">
      {asset.allowed.includes('readRows') ? (
        <>
          <form className={styles.controls} onSubmit={ask}>
            <label className={styles.field}>
              Data version
              <select
                value={chosen}
                onChange={event => setVersion(event.target.value)}
              >
                {versions.map(({ versionId, title }) => (
                  <option key={versionId} value={versionId}>
                    {title}
                  </option>
                ))}
              </select>
            </label>
            <label className={styles.field} htmlFor={id}>
              Key of the row
              <input
                id={id}
                value={key}
                onChange={event => setKey(event.target.value)}
              />
            </label>
            <Button
              size="small"
              variant="secondary"
              type="submit"
              isDisabled={key.trim() === ''}
            >
              Ask
            </Button>
          </form>
          {rowVersion && rowKey ? (
            <Answer versionId={rowVersion} rowKey={rowKey} />
          ) : null}
        </>
      ) : (
        <RowsHidden />
      )}
    </Panel>
  );
}

function Answer(props: { versionId: string; rowKey: string }) {
  const { versionId, rowKey } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(
    () => api.getRowLineage(versionId, rowKey),
    [api, versionId, rowKey],
  );
  return (
    <Answered answer={answer} what={`who saw row ${rowKey}`} lines={3}>
      {found => <Saw found={found} />}
    </Answered>
  );
}

function Saw(props: { found: RowLineage }) {
  const { found } = props;
  const { key, versions, models, deployments, remarks } = found;
  const titleOf = titlesOf(
    [...versions, ...models, ...deployments].map(({ node }) => node),
  );
  return (
    <div role="status">
      <p className={styles.detailLine}>
        Row {key} is in {plural(versions.length, 'data version')};{' '}
        {plural(models.length, 'model version')} and{' '}
        {plural(deployments.length, 'deployment')} saw it.
      </p>
      <ul className={styles.edges}>
        {[...deployments, ...models].map(({ node, saw, way }) => (
          <li key={node.id}>
            <Disclosure summary={`${node.title}: ${saw}`}>
              <Way way={way} titleOf={titleOf} missing="" />
            </Disclosure>
          </li>
        ))}
      </ul>
      {remarks.map(remark => (
        <p key={remark} className={styles.detailLine}>
          {remark}
        </p>
      ))}
    </div>
  );
}
