/** One thing that is wrong with a request, at a field of it. */
export interface FieldProblem {
  field: string;
  reason: string;
}

/** Codes that come from here, not from the server: no answer came, or one that cannot be read. */
export const OFFLINE = "offline";
export const UNREADABLE = "unreadable-answer";

/** The server's (or the network's) reason for not doing what was asked. */
export class Problem extends Error {
  /** Stable word for programs, such as `conflict` or `not-signed-in`. */
  readonly code: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly errors: readonly FieldProblem[];
  /** To be quoted when asking for help. */
  readonly requestId: string | undefined;

  constructor(of: {
    code: string;
    status: number;
    detail: string;
    errors?: readonly FieldProblem[];
    requestId?: string;
  }) {
    super(of.detail);
    this.name = "Problem";
    this.code = of.code;
    this.status = of.status;
    this.errors = of.errors ?? [];
    this.requestId = of.requestId;
  }

  /** Reads an answer's body, whatever it turns out to be. */
  static of(status: number, body: unknown): Problem {
    if (typeof body === "object" && body !== null && "code" in body) {
      const said = body as {
        code: string;
        detail?: string;
        title?: string;
        errors?: FieldProblem[];
        requestId?: string;
      };
      return new Problem({
        code: said.code,
        status,
        detail: said.detail ?? said.title ?? said.code,
        errors: said.errors ?? [],
        ...(said.requestId ? { requestId: said.requestId } : {}),
      });
    }
    return new Problem({ code: UNREADABLE, status, detail: `HTTP ${status}` });
  }

  /** Nothing came back: the network is away, or the server. */
  static offline(cause: unknown): Problem {
    return new Problem({
      code: OFFLINE,
      status: 0,
      detail: cause instanceof Error ? cause.message : String(cause),
    });
  }
}
