import http from 'node:http';
import https, { type RequestOptions } from 'node:https';
import readline from 'node:readline';
import type { Cluster } from './Cluster';
import { CONTAINER } from './labels';

/**
 * Tells each line of a pod's log until it ends, or the signal. A log that
 * cannot be read costs no computation: it is told as a line. (The client's own
 * `Log` leaves the errors of a connection that breaks to the process.)
 */
export async function followLog(
  cluster: Cluster,
  pod: string,
  signal: AbortSignal,
  tell: (line: string) => void,
): Promise<void> {
  const { kubeConfig, namespace } = cluster;
  const server = kubeConfig.getCurrentCluster()?.server ?? '';
  const url = new URL(
    `${server}/api/v1/namespaces/${namespace}/pods/${pod}/log`,
  );
  url.searchParams.set('container', CONTAINER);
  url.searchParams.set('follow', 'true');
  const options: RequestOptions = { method: 'GET', signal };
  await kubeConfig.applyToHTTPSOptions(options);
  const { request } = url.protocol === 'http:' ? http : https;
  await new Promise<void>(resolve => {
    const asked = request(url, options, response => {
      if (response.statusCode !== 200) {
        tell(`The log of ${pod} cannot be read (${response.statusCode}).`);
        response.resume();
        resolve();
        return;
      }
      response.on('error', () => resolve());
      const lines = readline.createInterface({ input: response });
      // It says again what went wrong with its input.
      lines.on('error', () => resolve());
      lines.on('line', tell);
      lines.on('close', resolve);
    });
    asked.on('error', () => resolve());
    asked.end();
  });
}
