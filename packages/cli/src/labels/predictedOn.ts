import {
  PREDICTION_ORIGINS,
  requireOutOfSample,
} from '@greenroom/label-quality';
import { Flags, oneOf } from '../Command';

/** The flag that says how predictions came about. */
export const PREDICTED_ON_OPTION = {
  'predicted-on': { type: 'string' },
} as const;
export const PREDICTED_ON_USAGE = `[--predicted-on ${PREDICTION_ORIGINS.join(
  '|',
)}]`;

/** @throws TrainedOnError for predictions on rows the model was trained on */
export function refuseTrainedOn(flags: Flags): void {
  requireOutOfSample(
    oneOf(flags, 'predicted-on', PREDICTION_ORIGINS) ?? 'out-of-sample',
  );
}
