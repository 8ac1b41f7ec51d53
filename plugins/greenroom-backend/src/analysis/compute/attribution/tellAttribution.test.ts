import { tellAttribution } from './tellAttribution';

describe('tellAttribution', () => {
  const figure = (value: number) => ({ value });
  const told = (difference: number, labels: number, model: number) =>
    tellAttribution({
      metric: 'accuracy',
      before: figure(0),
      after: figure(0),
      difference: figure(difference),
      shares: [
        { factor: 'labels', ...figure(labels) },
        { factor: 'model', ...figure(model) },
      ],
    });

  it('names the largest part first', () => {
    expect(told(0.021, 0.004, 0.017)).toBe(
      'Accuracy rose 2.1 points: 1.7 from the new model, 0.4 from changed labels.',
    );
  });

  it('counts what works against a fall as less than nothing', () => {
    expect(told(-0.02, -0.03, 0.01)).toBe(
      'Accuracy fell 2.0 points: 3.0 from changed labels, −1.0 from the new model.',
    );
  });

  it('tells what cancels out', () => {
    expect(told(0, 0.01, -0.01)).toBe(
      'Accuracy stayed the same: 1.0 from changed labels, −1.0 from the new model.',
    );
  });

  it('tells what is no share as it is', () => {
    expect(
      tellAttribution({
        metric: 'mae',
        before: figure(51.3),
        after: figure(11),
        difference: figure(-40.34),
        shares: [{ factor: 'modelAndPreprocessing', ...figure(-40.34) }],
      }),
    ).toBe(
      'Mean absolute error fell 40.3: 40.3 from the new model with its preprocessing.',
    );
  });
});
