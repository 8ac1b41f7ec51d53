import type {
  AssetDetail,
  PolicyRule,
} from '@greenroom/backstage-plugin-greenroom-common';
import { WaiveForm } from './WaiveForm';
import styles from './policies.module.css';

/** Of a rule that fails: how it is waived from here, or why it is not. */
export function Waive(props: { asset: AssetDetail; rule: PolicyRule }) {
  const { asset, rule } = props;
  const { from, days } = rule.waivers;
  if (from === 'nowhere')
    return <p className={styles.muted}>This rule takes no waiver.</p>;
  if (from === 'policies')
    return (
      <p className={styles.muted}>
        It is waived only where policies are stated.
      </p>
    );
  return asset.allowed.includes('propose') ? (
    <WaiveForm asset={asset} rule={rule.id} days={days} />
  ) : null;
}
