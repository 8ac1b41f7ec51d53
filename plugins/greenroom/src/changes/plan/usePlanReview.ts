import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { PlanAgreement } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { useAnswer } from '../../components/useAnswer';

/** Which changes of a pull request the caller agreed to, in this visit and before. */
export function usePlanReview(planId: string) {
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(() => api.getPlanAgreements(planId), [api, planId], {
    settled: true,
  });
  const [words, setWords] = useState<
    ReadonlyMap<string, PlanAgreement['word']>
  >(new Map());
  const [error, setError] = useState<Error>();
  const agreed = new Set(answer.state === 'ready' ? answer.value.prints : []);
  for (const [print, word] of words)
    if (word === 'agree') agreed.add(print);
    else agreed.delete(print);
  const say = async (print: string, word: PlanAgreement['word']) => {
    const before = agreed.has(print) ? 'agree' : 'take back';
    const put = (to: PlanAgreement['word']) =>
      setWords(now => new Map([...now, [print, to]]));
    put(word);
    setError(undefined);
    try {
      await api.agreeInPlan(planId, { print, word });
    } catch (cause) {
      put(before);
      setError(cause instanceof Error ? cause : new Error(String(cause)));
    }
  };
  return { agreed: agreed as ReadonlySet<string>, say, error };
}
