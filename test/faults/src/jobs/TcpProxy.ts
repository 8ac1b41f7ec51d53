import net, { type AddressInfo } from 'node:net';

/** Stands before a server and cuts, or holds up, what goes through it. */
export class TcpProxy {
  readonly #pairs = new Set<readonly [net.Socket, net.Socket]>();
  #holds = false;

  private constructor(private readonly server: net.Server) {}

  static async to(port: number): Promise<TcpProxy> {
    const server = net.createServer();
    const proxy = new TcpProxy(server);
    server.on('connection', near => {
      const far = net.connect(port, '127.0.0.1');
      const pair = [near, far] as const;
      proxy.#pairs.add(pair);
      for (const [from, to] of [pair, [far, near] as const]) {
        from.on('error', () => {});
        from.once('close', () => {
          to.destroy();
          proxy.#pairs.delete(pair);
        });
        if (!proxy.#holds) from.pipe(to);
      }
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Every connection ends in the middle of what it said; new ones are let through. */
  cut(): void {
    this.#holds = false;
    for (const [near, far] of this.#pairs) {
      near.destroy();
      far.destroy();
    }
  }

  /** Nothing goes through any more, and nobody is told. */
  hold(): void {
    this.#holds = true;
    for (const [near, far] of this.#pairs) {
      near.unpipe(far);
      far.unpipe(near);
      near.pause();
      far.pause();
    }
  }

  close(): void {
    this.server.close();
    this.cut();
  }
}
