import { useState } from 'react';
import { Button } from '@backstage/ui';
import { RiAlertLine, RiPriceTag3Line } from '@remixicon/react';
import type { AssetVersion } from '@greenroom/backstage-plugin-greenroom-common';
import { CommitLink } from '../components/CommitLink';
import { short } from '../components/Digest';
import { Figure } from '../components/Figure';
import {
  count,
  metricName,
  metricUnit,
  plural,
  quantity,
} from '../components/numbers';
import { Sparkline } from '../components/Sparkline';
import { When } from '../components/When';
import { metricsOnce, metricTrend } from './metricTrend';
import styles from './data.module.css';

/** Older ones come when asked for. */
const FIRST_VERSIONS = 30;

function changeWords({ change }: AssetVersion): string {
  if (!change) return '';
  return `+${count(change.added)} −${count(change.removed)} rows, ~${plural(
    change.relabelled,
    'label',
  )}`;
}

/** Versions newest first; one of them is selected. */
export function VersionTimeline(props: {
  versions: readonly AssetVersion[];
  selected: string;
  onSelect: (versionId: string) => void;
}) {
  const { versions, selected, onSelect } = props;
  const [all, setAll] = useState(false);
  const chosen = versions.findIndex(version => version.id === selected);
  const shown = all
    ? versions
    : versions.slice(0, Math.max(FIRST_VERSIONS, chosen + 1));
  const trend = metricTrend(versions);
  return (
    <nav aria-label="Versions" className={styles.timeline}>
      {trend ? (
        <p className={styles.by}>
          {metricName(trend.metric)} of {trend.modelName}{' '}
          <Sparkline
            values={trend.values}
            name={`${metricName(trend.metric)} of ${trend.modelName}`}
          />
        </p>
      ) : null}
      <ol>
        {shown.map(version => (
          <li key={version.id} data-selected={version.id === selected}>
            <button
              type="button"
              className={styles.version}
              aria-current={version.id === selected ? 'true' : undefined}
              onClick={() => onSelect(version.id)}
            >
              <strong>{version.semver ?? short(version.digest)}</strong>
              {version.rows === undefined ? null : (
                <span>{plural(version.rows, 'row')}</span>
              )}
              <span className={styles.muted}>{changeWords(version)}</span>
            </button>
            <Facts version={version} />
          </li>
        ))}
      </ol>
      {shown.length < versions.length ? (
        <Button size="small" variant="secondary" onPress={() => setAll(true)}>
          {`Show ${count(versions.length - shown.length)} older`}
        </Button>
      ) : null}
    </nav>
  );
}

function Facts(props: { version: AssetVersion }) {
  const { version } = props;
  return (
    <div className={styles.facts}>
      {version.isBumpTooSmall ? (
        <p className={styles.warning}>
          <RiAlertLine size={14} aria-hidden="true" /> number too small for the
          change
        </p>
      ) : null}
      <p>
        <CommitLink commit={version.commit} /> {version.commit.author},{' '}
        <When at={version.commit.date} />
      </p>
      {version.tags && version.tags.length > 0 ? (
        <p className={styles.tags} aria-label="Tags">
          {version.tags.map(tag => (
            <span key={tag} className={styles.tag}>
              <RiPriceTag3Line size={12} aria-hidden="true" /> {tag}
            </span>
          ))}
        </p>
      ) : null}
      {version.labelsOk ? (
        <p>{quantity(version.labelsOk.value, 'percent')} labels ok</p>
      ) : null}
      {metricsOnce(version.metrics).map(metric => (
        <p key={`${metric.runId} ${metric.metric}`}>
          {metric.modelName}, {metric.relations.join(' and ')} it:{' '}
          {metricName(metric.metric)}{' '}
          <Figure
            figure={metric.figure}
            unit={metricUnit(metric.metric)}
            brief
          />
        </p>
      ))}
    </div>
  );
}
