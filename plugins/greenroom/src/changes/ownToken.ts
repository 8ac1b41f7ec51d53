import { type ApiHolder, githubAuthApiRef } from '@backstage/core-plugin-api';

/**
 * The token of a person who signed in with GitHub, so that the pull request is
 * theirs; nobody else is asked to sign in for it.
 */
export async function ownToken(apis: ApiHolder): Promise<string | undefined> {
  try {
    const token = await apis
      .get(githubAuthApiRef)
      ?.getAccessToken(['repo'], { optional: true });
    return token || undefined;
  } catch {
    // Without it the portal opens the pull request and names the person.
    return undefined;
  }
}
