import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  AssetVersion,
  AugmentationChoices,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { EmptyState } from '../components/EmptyState';
import { Panel } from '../components/Panel';
import { RowsHidden } from '../components/RowsHidden';
import { useAddress } from '../components/useAddress';
import { useAnswer } from '../components/useAnswer';
import { versionName } from '../data/versionName';
import { readAugmentSelection } from './augmentAddress';
import { AugmentPreview } from './AugmentPreview';
import { RecipeForm } from './RecipeForm';
import styles from './augment.module.css';

const NOTHING_SHOWN = { at: undefined, made: undefined };

/** Rows made of rows: a recipe that the manifest declares, or one that is tried, and what it makes. */
export function AugmentView(props: {
  asset: AssetDetail;
  version: AssetVersion;
}) {
  const { asset, version } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(
    () => api.getAugmentations(version.id),
    [api, version.id],
  );
  return (
    <Panel
      title="More rows, made of those that models are trained on"
      note={`${versionName(
        version,
      )}. Nothing is made of rows that a model is tested on, and each row is checked before it may enter.`}
    >
      <Answered
        answer={answer}
        what="the recipes"
        still="Rows and changes can still be looked at."
        lines={8}
      >
        {choices => (
          <Recipes asset={asset} version={version} choices={choices} />
        )}
      </Answered>
    </Panel>
  );
}

function Recipes(props: {
  asset: AssetDetail;
  version: AssetVersion;
  choices: AugmentationChoices;
}) {
  const { asset, version, choices } = props;
  const [params, goTo] = useAddress();
  const selection = readAugmentSelection(params);
  const { augmentation, where, judge } = selection;
  if (choices.whyNot)
    return (
      <EmptyState title="No row can be made of this version">
        {choices.whyNot}
      </EmptyState>
    );
  if (!asset.allowed.includes('readRows')) return <RowsHidden />;
  const tryOne = (recipe: object, asked: string | undefined) =>
    goTo({
      params: {
        ...NOTHING_SHOWN,
        recipe: JSON.stringify(recipe),
        judge: asked,
      },
    });
  return (
    <div className={styles.layout}>
      <div>
        {choices.declared.length > 0 ? (
          <div
            className={styles.declared}
            role="group"
            aria-label="Declared recipes"
          >
            {choices.declared.map(each => (
              <button
                key={each.name}
                type="button"
                aria-pressed={augmentation?.name === each.name}
                onClick={() => tryOne(each, judge)}
              >
                {each.name}
              </button>
            ))}
          </div>
        ) : null}
        <RecipeForm
          key={`${params.get('judge')} ${params.get('recipe')}`}
          choices={choices}
          start={augmentation}
          where={where}
          judge={judge}
          onClearWhere={() =>
            goTo({ params: { ...NOTHING_SHOWN, where: undefined } })
          }
          onTry={tryOne}
        />
      </div>
      {augmentation ? (
        <AugmentPreview
          asset={asset}
          version={version}
          augmentation={augmentation}
          selection={selection}
        />
      ) : (
        <EmptyState title="Nothing was made yet">
          Choose what is made, and how many. Here you will see the rows beside
          those they are made of, and which were dropped and why.
        </EmptyState>
      )}
    </div>
  );
}
