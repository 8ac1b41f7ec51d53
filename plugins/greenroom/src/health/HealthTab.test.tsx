import { screen } from '@testing-library/react';
import { renderInPortal } from '../changes/__testUtils__/portal';
import { HealthTab } from './HealthTab';

const memory = { name: 'memory', held: true, text: 'It ends over its memory.' };
const files = {
  name: 'files',
  held: false,
  text: 'It sees no files but its inputs.',
  remedy: 'Install bubblewrap.',
};

describe('HealthTab', () => {
  it('names each promise that is not kept, with what to do', async () => {
    await renderInPortal(<HealthTab />, {
      getComputeHealth: async () => ({
        executor: 'local',
        guarantees: [memory, files],
      }),
    });
    expect(
      await screen.findByRole('heading', {
        name: '1 of 2 promises about computations is not kept here',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('files: not kept')).toBeInTheDocument();
    expect(screen.getByText('Install bubblewrap.')).toBeInTheDocument();
  });

  it('says when all are kept', async () => {
    await renderInPortal(<HealthTab />, {
      getComputeHealth: async () => ({
        executor: 'local',
        guarantees: [memory],
      }),
    });
    expect(
      await screen.findByRole('heading', {
        name: 'Every promise about computations is kept',
      }),
    ).toBeInTheDocument();
  });
});
