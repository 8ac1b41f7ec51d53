import { Button } from '@backstage/ui';
import type { Basket } from './useBasket';

/** The cell that takes an entry out of a basket, while that can still be changed. */
export function RemoveEntry(props: {
  entryKey: string;
  /** What the entry is about, for people who hear the page. */
  of: string;
  basket?: Basket;
}) {
  const { entryKey, of, basket } = props;
  if (!basket) return null;
  return (
    <td>
      <Button
        size="small"
        variant="secondary"
        aria-label={`Remove ${of} from the basket`}
        onPress={() => basket.remove([entryKey])}
      >
        Remove
      </Button>
    </td>
  );
}
