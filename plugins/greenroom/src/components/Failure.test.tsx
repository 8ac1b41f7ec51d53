import { ResponseError } from '@backstage/errors';
import { render, screen } from '@testing-library/react';
import { Failure } from './Failure';

describe('Failure', () => {
  it('says what the backend said of a refused request', async () => {
    const body = { error: { name: 'InputError', message: 'Widen it.' } };
    const response = {
      ...{ ok: false, status: 400, statusText: 'Bad Request' },
      headers: new Headers({ 'content-type': 'application/json' }),
      text: async () => JSON.stringify({ ...body, response: {} }),
    };
    const error = await ResponseError.fromResponse(
      response as unknown as Response,
    );
    render(<Failure what="It did not work." error={error} />);
    expect(screen.getByRole('alert')).toHaveTextContent('Widen it.');
    expect(screen.getByRole('alert')).not.toHaveTextContent('400');
  });
});
