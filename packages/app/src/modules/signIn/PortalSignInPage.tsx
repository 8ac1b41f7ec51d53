import { SignInPage } from '@backstage/core-components';
import { githubAuthApiRef } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';

/** Sign in as a person of the git host, or look around as a guest. */
export const PortalSignInPage = (props: SignInPageProps) => (
  <SignInPage
    {...props}
    title="Sign in"
    align="center"
    providers={[
      {
        id: 'github-auth-provider',
        title: 'GitHub',
        message: 'Sign in with your account on the git host.',
        apiRef: githubAuthApiRef,
      },
      'guest',
    ]}
  />
);
