import type { LabelMap } from '@greenroom/backstage-plugin-greenroom-common';
import { useAddress } from '../../components/useAddress';
import labelStyles from '../labels.module.css';
import styles from './map.module.css';

/** Two directions of all features, or two columns of numbers. */
export function AxisChoice(props: { map: LabelMap }) {
  const { axes, columns } = props.map;
  const [params, goTo] = useAddress();
  const chosen = params.has('x') && params.has('y');
  const choose = (x: string | undefined, y: string | undefined) =>
    // An area drawn over other axes means nothing here.
    goTo({ params: { x, y, area: undefined } });
  const other = (than: string) => columns.find(name => name !== than) ?? than;
  return (
    <div className={styles.choices}>
      <label className={labelStyles.check}>
        across
        <select
          value={chosen ? axes.x : ''}
          onChange={({ target: { value } }) =>
            value === ''
              ? choose(undefined, undefined)
              : choose(value, chosen ? axes.y : other(value))
          }
        >
          <option value="">all features, first direction</option>
          {columns.map(name => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label className={labelStyles.check}>
        up
        <select
          value={chosen ? axes.y : ''}
          onChange={({ target: { value } }) =>
            value === ''
              ? choose(undefined, undefined)
              : choose(chosen ? axes.x : other(value), value)
          }
        >
          <option value="">all features, second direction</option>
          {columns.map(name => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
    </div>
  );
}
