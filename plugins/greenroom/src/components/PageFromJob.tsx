import type { ReactNode } from 'react';
import type { JobStatus } from '@greenroom/backstage-plugin-greenroom-common';
import { Answered } from './Answered';
import { FromJob } from './FromJob';
import type { Answer } from './useAnswer';

/** A page of rows that may have to be worked out first: its job stands in its place until it is done. */
export function PageFromJob<Page extends { readonly job?: JobStatus }>(props: {
  answer: Answer<Page>;
  /** As in "the changed rows". */
  what: string;
  mayRetry: boolean;
  children: (page: Page) => ReactNode;
}) {
  const { answer, what, mayRetry, children } = props;
  return (
    <Answered answer={answer} what={what} lines={8}>
      {page => (
        <FromJob
          job={page.job}
          value={page.job && page.job.state !== 'succeeded' ? undefined : page}
          what="these rows"
          mayRetry={mayRetry}
          onRetried={answer.refetch}
          lines={8}
        >
          {children}
        </FromJob>
      )}
    </Answered>
  );
}
