package org.muster.command.fault;

import java.util.EnumSet;
import java.util.List;

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
  FRAMES_SHUFFLED,
  /** Of several nodes one is killed, and started again once its phones are back elsewhere. */
  NODE_KILLED,
  /** Each node in turn is asked to stop, as for an upgrade, and started again. */
  NODES_RESTARTED,
  /** The node that leads is stopped with SIGSTOP, and goes on when another has long led. */
  LEADER_PAUSED,
  /** Two nodes do not hear each other for a while. */
  NODES_PARTED,
  /** One node does not hear another for a while, which does hear it. */
  NODES_PARTED_ONE_WAY,
  /** One node and all the others do not hear each other for a while. */
  NODE_ALONE,
  /** One node and PostgreSQL do not hear each other for a while. */
  DATABASE_PARTED,
  /** One node does not hear PostgreSQL, or PostgreSQL not that node. */
  DATABASE_PARTED_ONE_WAY,
  /** PostgreSQL is killed, and its synchronous standby promoted. */
  DATABASE_FAILED_OVER;

  /** What can befall several nodes. */
  static final List<Kind> OF_NODES =
      List.copyOf(EnumSet.range(NODE_KILLED, DATABASE_PARTED_ONE_WAY));

  /** What can befall a server alone. */
  static final List<Kind> OF_ONE = List.copyOf(EnumSet.range(SERVER_KILLED, FRAMES_SHUFFLED));
}
