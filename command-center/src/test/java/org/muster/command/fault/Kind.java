package org.muster.command.fault;

/** What can be broken. */
enum Kind {
  /** SIGKILL at any moment, and started again. */
  SERVER_KILLED,
  /** SIGKILL at a {@link NamedPoint}, and started again. */
  SERVER_KILLED_AT_A_POINT,
  /** SIGSTOP, and SIGCONT after a while. */
  SERVER_PAUSED,
  /** SIGSTOP until another holds its lease, and SIGCONT while that one leads. */
  LEADER_REPLACED,
  /** SIGKILL of PostgreSQL, which is started again. */
  DATABASE_KILLED,
  /** Connections to PostgreSQL are refused for a while, and those that stand are cut. */
  DATABASE_REFUSES,
  /** Nothing passes between server and PostgreSQL for a while. */
  DATABASE_STALLED,
  /** All connections to PostgreSQL are cut at once. */
  DATABASE_CUT,
  /** PostgreSQL has no room to write for a while. */
  DISK_FULL,
  /** All phones lose their connection at once. */
  PHONES_CUT,
  /** Of a third of the phones nothing arrives any more, and neither side is told. */
  PHONES_LOST,
  /** Nothing passes between phones and server for a while. */
  PHONES_STALLED,
  /** Whatever passes between phones and server takes long. */
  PHONES_SLOW,
  /** Messages to phones come twice or in another order. */
  FRAMES_SHUFFLED
}
