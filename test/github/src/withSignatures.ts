const COMMITS = /^\/repos\/[^/]+\/[^/]+\/(commits|compare)(\/[^/]+)?$/;

type Answered = {
  sha?: string;
  commit?: { verification?: object };
  commits?: Answered[];
};

/** Whether an answer of the API is about commits. */
export function tellsOfCommits(request: {
  readonly method: string;
  readonly path: string;
}): boolean {
  return request.method === 'GET' && COMMITS.test(request.path);
}

/** The answer with what a host that knows the keys of its people says of their signatures. */
export function withSignatures(
  body: string,
  signed: ReadonlySet<string>,
): string {
  const answer = JSON.parse(body) as Answered | Answered[];
  const commits = Array.isArray(answer)
    ? answer
    : [answer, ...(answer.commits ?? [])];
  for (const { sha, commit } of commits)
    if (sha && commit && signed.has(sha))
      commit.verification = { verified: true, reason: 'valid' };
  return JSON.stringify(answer);
}
