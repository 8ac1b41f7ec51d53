import type { z } from 'zod';

/** `predicate.authors.0 is no user of the catalog`: the first of what a schema refuses. */
export function firstIssue({ issues: [issue] }: z.ZodError): string {
  const place = issue.path.join('.');
  return place ? `${place}: ${issue.message}` : issue.message;
}
