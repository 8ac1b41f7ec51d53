import { render, screen } from '@testing-library/react';
import App from './App';

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

    expect(await screen.findByText('GitHub')).toBeInTheDocument();
    expect(await screen.findByText('Guest')).toBeInTheDocument();
  });
});
