import { MessagePort, parentPort, workerData } from 'node:worker_threads';
import { passOver, Shard, ShardTask } from './shard';

/** What a thread says of its shard. */
export type ShardMessage =
  | { readonly kind: 'progress'; readonly rows: number }
  | {
      readonly kind: 'done';
      readonly part: object;
      readonly renormalised: number;
    }
  | { readonly kind: 'failed'; readonly message: string };

function serve(port: MessagePort, shard: Shard): void {
  const say = (message: ShardMessage) => port.postMessage(message);
  port.on('message', (task: ShardTask) => {
    try {
      const pass = passOver(shard, task);
      let step = pass.next();
      while (!step.done) {
        say({ kind: 'progress', rows: step.value });
        step = pass.next();
      }
      const { accumulator, renormalised } = step.value;
      say({ kind: 'done', part: accumulator.part(), renormalised });
    } catch (error) {
      say({ kind: 'failed', message: (error as Error).message });
    }
  });
}

if (parentPort) serve(parentPort, workerData as Shard);
