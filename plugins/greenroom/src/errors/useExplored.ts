import { createContext, useContext } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  ErrorAnswerTo,
  ErrorQuestion,
  ErrorView,
  GreenroomApi,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { type Answer, useAnswer } from '../components/useAnswer';

type Asked<View extends ErrorView> = ErrorQuestion & { view: View };
/** "keys" is answered by "keys". */
type To<View extends ErrorView> = ErrorAnswerTo<View['type']>;

/** How many features rows are told apart by: what is answered by fewer is outdated. */
export const KnownFeatures = createContext(0);

/**
 * Asks about a run's errors.
 * @throws Error where the portal answers another question than was asked
 */
export async function explore<View extends ErrorView>(
  api: GreenroomApi,
  runId: string,
  question: Asked<View>,
): Promise<To<View>> {
  const answer = await api.exploreErrors(runId, question);
  const { type } = question.view;
  if (answer.type !== type) {
    throw new Error(
      `The portal answered "${answer.type}" to a question for "${type}": its backend and this page are of different releases.`,
    );
  }
  return answer as To<View>;
}

/**
 * The answer to a question about a run's errors; the one before stays until the
 * next is there. It is asked again once more features are known.
 *
 * @param busy - whether more of the answer is still being computed
 */
export function useExplored<View extends ErrorView>(
  runId: string,
  question: Asked<View>,
  busy?: (answer: To<View>) => boolean,
): Answer<To<View>> {
  const api = useApi(greenroomApiRef);
  const features = useContext(KnownFeatures);
  return useAnswer(
    () => explore(api, runId, question),
    [api, runId, JSON.stringify(question), features],
    { keep: true, settled: true, busy },
  );
}
