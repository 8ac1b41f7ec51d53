import { AuthenticationError } from '@backstage/errors';
import { json, type Request } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { parse } from '../../http/parse';
import type { CallDesk } from './CallDesk';
import type { OpenCall } from './OpenCall';
import { SHA256_HEADER, workerReport, workerWord } from './protocol';

/** A fraction and a sentence. */
const REPORT_LIMIT = '16kb';
/** Results are figures and names of files; rows stand in outputs. */
const ANSWER_LIMIT = '64mb';

const fileParams = z.object({ index: z.coerce.number().int().nonnegative() });
const outputHeaders = z.object({
  [SHA256_HEADER]: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What a worker on another machine asks and says; each request has the token of one computation. */
export function createWorkerRouter(desk: CallDesk) {
  const router = Router();
  const callOf = (req: Request): OpenCall => {
    const [, token] =
      /^Bearer ([\w-]{43})$/.exec(req.headers.authorization ?? '') ?? [];
    const call = token === undefined ? undefined : desk.find(token);
    if (!call)
      throw new AuthenticationError(
        'This token opens no computation of this replica: it has ended, or the address that the worker was given leads to another replica.',
      );
    call.heard();
    return call;
  };

  router.get('/task', async (req, res) => {
    res.json(await callOf(req).task());
  });

  router.get('/files/:index', async (req, res) => {
    const call = callOf(req);
    const { index } = parse(fileParams, req.params);
    await new Promise<void>((resolve, reject) =>
      res.sendFile(
        call.fileAt(index),
        { dotfiles: 'allow', cacheControl: false },
        // A worker that breaks off asks again for the rest.
        error => (error && !res.headersSent ? reject(error) : resolve()),
      ),
    );
  });

  router.post('/report', json({ limit: REPORT_LIMIT }), async (req, res) => {
    const call = callOf(req);
    call.report(parse(workerReport, req.body));
    res.status(204).end();
  });

  router.put('/outputs/*', async (req, res) => {
    const call = callOf(req);
    const sha256 = parse(outputHeaders, req.headers)[SHA256_HEADER];
    const { 0: name } = req.params as unknown as Record<number, string>;
    await call.receive(name, sha256, req);
    res.status(204).end();
  });

  const authenticated = (req: Request, _res: unknown, next: () => void) => {
    // Nobody else's body is read.
    callOf(req);
    next();
  };
  router.post(
    '/answer',
    authenticated,
    json({ limit: ANSWER_LIMIT, strict: false }),
    async (req, res) => {
      callOf(req).settle(parse(workerWord, req.body));
      res.status(204).end();
    },
  );

  return router;
}
