import { TextFilter } from '../components/TextFilter';
import styles from './audit.module.css';

/** Person, asset, action, outcome and days, each as the address has it. */
export function AuditFilters(props: {
  params: URLSearchParams;
  onSet: (name: string, value: string | undefined) => void;
}) {
  const { params, onSet } = props;
  const text = (name: string, label: string, hint: string) => (
    <TextFilter
      name={label}
      hint={hint}
      value={params.get(name) ?? ''}
      onChange={value => onSet(name, value.trim() || undefined)}
    />
  );
  const day = (name: string, label: string) => (
    <label className={styles.choice}>
      {label}
      <input
        type="date"
        value={params.get(name) ?? ''}
        onChange={event => onSet(name, event.target.value || undefined)}
      />
    </label>
  );
  return (
    <div className={styles.filters}>
      {text('actor', 'Person', 'Person: user:default/mira')}
      {text('asset', 'Asset', 'Asset by its id')}
      {text('action', 'Action', 'Action: proposal-publish')}
      <label className={styles.choice}>
        Outcome
        <select
          value={params.get('status') ?? ''}
          onChange={event => onSet('status', event.target.value || undefined)}
        >
          <option value="">any outcome</option>
          <option value="succeeded">succeeded</option>
          <option value="failed">failed</option>
          <option value="begun">not known</option>
        </select>
      </label>
      {day('from', 'From day')}
      {day('to', 'To day')}
    </div>
  );
}
