/** Commits files onto the main branch through the API, as a person would push them; the host then delivers its webhook. */
export async function pushFiles(
  apiUrl: string,
  token: string,
  repository: string,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const call = async <T>(
    method: string,
    path: string,
    body?: object,
  ): Promise<T> => {
    const response = await fetch(`${apiUrl}/repos/${repository}${path}`, {
      method,
      headers: {
        authorization: `token ${token}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    if (!response.ok)
      throw new Error(`${method} ${path} answered ${response.status}`);
    return (await response.json()) as T;
  };
  const ref = await call<{ object: { sha: string } }>(
    'GET',
    '/git/ref/heads/main',
  );
  const head = await call<{ tree: { sha: string } }>(
    'GET',
    `/git/commits/${ref.object.sha}`,
  );
  const tree = await call<{ sha: string }>('POST', '/git/trees', {
    base_tree: head.tree.sha,
    tree: Object.entries(files).map(([path, content]) => ({
      path,
      mode: '100644',
      type: 'blob',
      content,
    })),
  });
  const commit = await call<{ sha: string }>('POST', '/git/commits', {
    message: 'Change notes',
    tree: tree.sha,
    parents: [ref.object.sha],
  });
  await call('PATCH', '/git/refs/heads/main', { sha: commit.sha });
  return commit.sha;
}
