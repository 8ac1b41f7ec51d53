import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import type { LabelViewProps } from './labelView';
import { useLabelQuality } from './useLabelQuality';
import styles from './labels.module.css';

/** Why a view of many rows is empty: what is hidden from the caller, and the checks that were not run, with their reasons. */
export function WhyNothing(props: LabelViewProps) {
  const { asset, version } = props;
  const answer = useLabelQuality({ versionId: version.id, limit: 1 });
  const checks = answer.state === 'ready' ? answer.value.checks ?? [] : [];
  const reasons = [
    ...hiddenNames(asset).map(
      name =>
        `The column ${name} is hidden from you as personal data, and without it no row is shown here: ask for the permission greenroom.personal.read.`,
    ),
    ...checks
      .filter(({ state }) => state === 'not run')
      .map(({ name, text }) => `${name}, not run: ${text}`),
  ];
  if (reasons.length === 0) return null;
  return (
    <ul className={styles.plain} aria-label="Why nothing is shown">
      {reasons.map(reason => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}

/** Columns by which rows are labelled and named that the caller may not see. */
export function hiddenNames(
  asset: Pick<AssetDetail, 'allowed' | 'columns'>,
): readonly string[] {
  if (asset.allowed.includes('readPersonal')) return [];
  return (asset.columns ?? [])
    .filter(
      ({ personal, role }) => personal && (role === 'label' || role === 'key'),
    )
    .map(({ name }) => name);
}
