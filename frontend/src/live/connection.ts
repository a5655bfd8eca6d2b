// One open line to /stream: reads, notices silence, comes back by itself from where it was.
import { LineReader, type StreamLine } from "./lines";

const SILENCE_MS = 40_000; // the server says something every 15 s; two and a half of them missing is a broken line
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

export interface ConnectionListener {
  onLine(line: StreamLine): void;
  onOpen(): void;
  onBroken(): void;
  onSignedOut(): void;
}

export class Connection {
  private cursor: string;
  private waitMs = FIRST_WAIT_MS;
  private lastSign = 0;
  private abort: AbortController | null = null;

  constructor(
    private readonly address: string,
    after: string,
    private readonly listener: ConnectionListener,
  ) {
    this.cursor = after;
  }

  async run(): Promise<void> {
    window.setInterval(() => this.watchSilence(), 5_000);
    window.addEventListener("online", () => this.abort?.abort());
    for (;;) {
      const isSignedIn = await this.readOnce();
      if (!isSignedIn) return;
      this.listener.onBroken();
      await new Promise((resolve) => window.setTimeout(resolve, this.waitMs));
      this.waitMs = Math.min(this.waitMs * 2, LONGEST_WAIT_MS);
    }
  }

  // Returns false when nobody is signed in any more: then there is nothing to come back to.
  private async readOnce(): Promise<boolean> {
    this.abort = new AbortController();
    this.lastSign = performance.now();
    try {
      const address = this.cursor ? `${this.address}?after=${encodeURIComponent(this.cursor)}` : this.address;
      const answer = await fetch(address, { signal: this.abort.signal, cache: "no-store", credentials: "same-origin" });
      if (answer.status === 401) {
        this.listener.onSignedOut();
        return false;
      }
      if (answer.ok && answer.body) await this.readBody(answer.body.getReader());
    } catch {
      // The line broke; the loop waits and tries again.
    }
    return true;
  }

  private async readBody(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const lines = new LineReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.lastSign = performance.now();
      for (const line of lines.push(decoder.decode(value, { stream: true }))) {
        if (line.id) this.cursor = line.id;
        if (line.kind === "hello") {
          this.waitMs = FIRST_WAIT_MS;
          this.listener.onOpen();
        } else {
          this.listener.onLine(line);
        }
      }
    }
  }

  private watchSilence(): void {
    if (performance.now() - this.lastSign > SILENCE_MS) this.abort?.abort();
  }
}
