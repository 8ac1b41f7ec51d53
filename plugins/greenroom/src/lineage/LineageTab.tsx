import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  Lineage,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { EmptyState } from '../components/EmptyState';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { useAnswer } from '../components/useAnswer';
import { LineageDetail } from './LineageDetail';
import { LineageGraph } from './LineageGraph';
import { LineageTable } from './LineageTable';
import { isNarrow } from './isNarrow';
import styles from './lineage.module.css';

/** What an asset is made from and what is made from it, in one sentence. */
export function lineageFinding(lineage: Lineage, name: string): string {
  const of = (kind: string) =>
    lineage.nodes.filter(node => node.kind === kind).length;
  return `${name} stands among ${plural(
    of('dataset'),
    'data version',
  )}, ${plural(of('model'), 'model version')} and ${plural(of('run'), 'run')}`;
}

/** From left to right: sources, data versions, model versions, runs; the table says the same. */
export function LineageTab(props: { asset: AssetDetail }) {
  const { asset } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(() => api.getLineage(asset.id), [api, asset.id]);
  return (
    <Answered answer={answer} what={`the lineage of ${asset.name}`} lines={8}>
      {lineage =>
        lineage.nodes.length === 0 ? (
          <EmptyState
            title={`Nothing is known to lead to or from ${asset.title}`}
          >
            This tab shows the sources, data, models and runs connected with
            this asset. An edge appears when a model&apos;s manifest names the
            data it was trained on, or an evaluation has run.
          </EmptyState>
        ) : (
          <Connected lineage={lineage} asset={asset} />
        )
      }
    </Answered>
  );
}

function Connected(props: { lineage: Lineage; asset: AssetDetail }) {
  const { lineage, asset } = props;
  const [params, setParams] = useSearchParams();
  const set = (name: string, value: string | undefined) =>
    setParams(before => {
      const after = new URLSearchParams(before);
      if (value) after.set(name, value);
      else after.delete(name);
      return after;
    });
  const selected = lineage.nodes.find(node => node.id === params.get('node'));
  const [narrow] = useState(isNarrow);
  const view = params.get('view');
  const asTable = view === 'table' || (view !== 'graph' && narrow);
  return (
    <Panel
      title={lineageFinding(lineage, asset.name)}
      actions={
        <button
          type="button"
          className={styles.toggle}
          aria-pressed={asTable}
          onClick={() => set('view', asTable ? 'graph' : 'table')}
        >
          As a table
        </button>
      }
      note="Data flows from sources to runs. Choose a node to see what leads to it and what follows from it."
    >
      {asTable ? (
        <LineageTable
          lineage={lineage}
          selected={selected?.id}
          onSelect={id => set('node', id)}
        />
      ) : (
        <LineageGraph
          lineage={lineage}
          assetId={asset.id}
          selected={selected?.id}
          onSelect={id => set('node', id)}
        />
      )}
      {selected ? <LineageDetail lineage={lineage} node={selected} /> : null}
    </Panel>
  );
}
