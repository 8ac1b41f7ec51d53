import https from 'node:https';
import type { AddressInfo } from 'node:net';
import selfsigned from 'selfsigned';
import type { StandInKubelet } from './StandInKubelet';

/**
 * A kubelet's own door, where the API server fetches logs: HTTPS, with a
 * certificate that nobody signed.
 *
 * @returns its port, and what shuts it
 */
export async function startLogServer(
  kubelet: () => StandInKubelet | undefined,
): Promise<{ readonly port: number; close(): void }> {
  const { cert, private: key } = selfsigned.generate(
    [{ name: 'commonName', value: 'stand-in' }],
    { keySize: 2048 },
  );
  const server = https.createServer({ cert, key }, (request, response) => {
    const [, pod] =
      /^\/containerLogs\/[^/]+\/([^/]+)\//.exec(request.url ?? '') ?? [];
    const found = kubelet();
    if (pod === undefined || !found) response.writeHead(404).end();
    else void found.writeLog(pod, response);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
