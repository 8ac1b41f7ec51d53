import { render, screen } from '@testing-library/react';
import App from './App';

/** The whole app is loaded, piece by piece. */
const PATIENCE_MILLISECONDS = 30_000;
jest.setTimeout(2 * PATIENCE_MILLISECONDS);

describe('App', () => {
  it('asks who is there: a person of the git host, or a guest', async () => {
    const config = {
      app: { title: 'Greenroom', baseUrl: 'http://localhost' },
      backend: { baseUrl: 'http://localhost:7007' },
    };
    process.env = {
      NODE_ENV: 'test',
      APP_CONFIG: [{ data: config, context: 'test' }],
    } as unknown as NodeJS.ProcessEnv;

    render(App.createRoot());

    const whole = { timeout: PATIENCE_MILLISECONDS };
    expect(await screen.findByText('GitHub', {}, whole)).toBeInTheDocument();
    expect(await screen.findByText('Guest')).toBeInTheDocument();
  });
});
