import { EmptyState } from './EmptyState';

/** Stands where rows would, for whoever may not see them. */
export function RowsHidden() {
  return (
    <EmptyState title="These rows are hidden from you">
      They exist, but seeing rows takes the permission greenroom.rows.read. Ask
      whoever looks after permissions in this portal.
    </EmptyState>
  );
}
