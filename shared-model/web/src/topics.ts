type Listener = (data: unknown) => void;

/** What the page follows, with the newest whole picture of each. */
export class Topics {
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly newest = new Map<string, unknown>();

  constructor(private readonly send: (frame: object) => void) {}

  /** Returns how to stop listening. */
  follow(topic: string, listener: Listener): () => void {
    const listeners = this.listeners.get(topic) ?? new Set();
    if (listeners.size === 0) {
      this.listeners.set(topic, listeners);
      this.send({ type: "follow", topic });
    } else if (this.newest.has(topic)) {
      listener(this.newest.get(topic));
    }
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) {
        this.listeners.delete(topic);
        this.newest.delete(topic);
      }
    };
  }

  hear(topic: string, data: unknown): void {
    this.newest.set(topic, data);
    this.listeners.get(topic)?.forEach((listener) => listener(data));
  }

  /** Follows all of them again, over a new connection. */
  again(): void {
    for (const topic of this.listeners.keys()) this.send({ type: "follow", topic });
  }

  /** The server lets none of them be followed. */
  refused(): void {
    this.listeners.clear();
  }
}
