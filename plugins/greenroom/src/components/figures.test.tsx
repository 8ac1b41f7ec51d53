import { render, screen } from '@testing-library/react';
import { Delta } from './Delta';
import { Figure } from './Figure';
import { HostLink } from './CommitLink';
import { ago } from './When';

describe('figures', () => {
  it('stand with their interval and the rows behind them', () => {
    const { container } = render(
      <Figure figure={{ value: 0.941, low: 0.936, high: 0.946, n: 1000 }} />,
    );
    expect(container).toHaveTextContent('94.1 % ±0.5, n 1,000');
  });

  it('are coloured by better or worse, not by plus or minus', () => {
    const { container } = render(
      <Delta delta={-0.043} unit="plain" better="less" />,
    );
    expect(container).toHaveTextContent('−0.043');
    expect(container).toHaveTextContent('(better)');
  });

  it('show no direction where the difference rounds to nothing', () => {
    const { container } = render(<Delta delta={-0.0001} />);
    expect(container).toHaveTextContent('±0.0 points (no difference)');
  });
});

describe('links of strangers', () => {
  it('become links only when they lead to the web', () => {
    render(<HostLink url="javascript:alert(1)">commit</HostLink>); // eslint-disable-line no-script-url
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });
});

describe('times', () => {
  it('are said as people say them', () => {
    const now = new Date('2026-11-23T12:00:00Z');
    expect(ago(new Date('2026-11-20T11:00:00Z'), now)).toBe('3 days ago');
    expect(ago(new Date('2026-11-23T11:59:30Z'), now)).toBe('just now');
  });
});
