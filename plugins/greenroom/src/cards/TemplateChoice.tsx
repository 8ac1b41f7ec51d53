import type { AssetCard } from '@greenroom/backstage-plugin-greenroom-common';
import styles from './cards.module.css';

/** Which templates the card is held against, with how far it gets in each. */
export function TemplateChoice(props: {
  card: AssetCard;
  onChoose: (templates: readonly string[]) => void;
}) {
  const { card, onChoose } = props;
  const results = card.report?.templates ?? [];
  const chosen = results.map(({ id }) => id);
  return (
    <fieldset className={styles.choice}>
      <legend>Held against</legend>
      {card.choices.map(({ id, title, source }) => {
        const result = results.find(each => each.id === id);
        return (
          <label key={id} title={source}>
            <input
              type="checkbox"
              checked={result !== undefined}
              onChange={event =>
                onChoose(
                  event.target.checked
                    ? [...chosen, id]
                    : chosen.filter(each => each !== id),
                )
              }
            />{' '}
            {title}
            {result ? `: ${result.present} of ${result.points} points` : ''}
          </label>
        );
      })}
    </fieldset>
  );
}
