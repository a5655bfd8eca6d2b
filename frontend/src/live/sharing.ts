// One stream per browser: the tab that holds the lock listens and tells the others.
// Where the browser offers no locks (an old one, or no TLS), each tab listens for itself.
export type Shared =
  | { type: "line"; kind: string; data: string }
  | { type: "open" }
  | { type: "broken"; since: number };

interface LockManagerLike {
  request(name: string, work: () => Promise<void>): Promise<void>;
}

const NAME = "fengqiao-stream";

export function shareStream(options: {
  lead: (tell: (message: Shared) => void) => Promise<void>;
  hear: (message: Shared) => void;
  follow: () => void;
}): void {
  const locks = (navigator as unknown as { locks?: LockManagerLike }).locks;
  if (!locks || typeof BroadcastChannel === "undefined") {
    void options.lead(options.hear);
    return;
  }
  const channel = new BroadcastChannel(NAME);
  let isLeader = false;
  channel.onmessage = (event: MessageEvent<Shared>) => {
    if (!isLeader) options.hear(event.data);
  };
  const waiting = window.setTimeout(() => {
    if (!isLeader) options.follow();
  }, 300);
  void locks.request(NAME, async () => {
    isLeader = true;
    window.clearTimeout(waiting);
    await options.lead((message) => {
      channel.postMessage(message);
      options.hear(message);
    });
  });
}
