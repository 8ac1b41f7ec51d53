import { rateLimit } from 'express-rate-limit';

/** Requests a minute from one address; a page of thumbnails is one request. */
const REQUESTS_PER_MINUTE = 1_200;

/** Keeps one caller from taking the portal from the others. */
export function limitRequests() {
  return rateLimit({
    windowMs: 60_000,
    limit: REQUESTS_PER_MINUTE,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    message: {
      error: {
        name: 'TooManyRequestsError',
        message:
          'Too many requests from this address. Wait a minute, then try again.',
      },
    },
  });
}
