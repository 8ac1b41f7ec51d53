import { EmptyState } from '../components/EmptyState';

/** Said where a view is made of rows that the caller may not see. */
export function RowsHidden(props: { what: string }) {
  return (
    <EmptyState title="These rows are hidden from you">
      {props.what} is made of single rows. They exist, but seeing rows takes the
      permission greenroom.rows.read. Ask whoever looks after permissions in
      this portal.
    </EmptyState>
  );
}
