package org.muster.field.link;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.muster.field.outbox.Outbox;
import org.muster.field.task.TaskCards;
import org.muster.model.wire.ClientFrame.Do;
import org.muster.model.wire.ClientFrame.PositionFix;
import org.muster.model.wire.CloseCode;
import org.muster.model.wire.ServerFrame;
import org.muster.model.wire.TaskCard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One phone's connection to the command center: it comes back until it is stopped, shows what is
 * new once, and sends what its holder did until there is an answer. Any thread may call it.
 */
public final class FieldLink {
  private static final Logger LOG = LoggerFactory.getLogger(FieldLink.class);
  private static final int READS_MAX = 200;
  private static final Duration NOT_NOW = Duration.ofSeconds(2);

  private final LinkLoop loop;
  private final Phone phone;
  private final TaskCards cards;
  private final Outbox outbox;
  private final PhoneHolder holder;
  private final Backoff backoff;
  private final Deeds deeds;
  private final Set<UUID> reads = new LinkedHashSet<>(1);
  private LinkState state = LinkState.IDLE;
  private @Nullable Conversation conversation;
  private long timer = -1;
  private int attempt;

  FieldLink(LinkLoop loop, Phone phone, Belongings belongings) {
    this.loop = loop;
    this.phone = phone;
    this.cards = belongings.cards();
    this.outbox = belongings.outbox();
    this.holder = belongings.holder();
    this.backoff = new Backoff(loop.pace());
    this.deeds = new Deeds(outbox, loop.pace().answerMax());
  }

  /** What a link works with besides its phone. */
  record Belongings(TaskCards cards, Outbox outbox, PhoneHolder holder) {}

  public TaskCards cards() {
    return cards;
  }

  public Outbox outbox() {
    return outbox;
  }

  public void start() {
    loop.run(this::connect);
  }

  /** Comes back at once: the phone woke up or has a network again. */
  public void wake() {
    loop.run(
        () -> {
          if (state == LinkState.WAITING) {
            connect();
          }
        });
  }

  public void stop() {
    loop.run(() -> halt(LinkState.IDLE));
  }

  /** Queues a deed and sends it as soon as there is a connection. */
  public void act(Do deed) {
    outbox.add(deed);
    loop.run(this::sendDeeds);
  }

  /** The holder has opened this card. */
  public void read(UUID item) {
    loop.run(
        () -> {
          if (reads.size() < READS_MAX) {
            reads.add(item);
          }
          sendReads();
        });
  }

  /** Tells where the phone is; forgotten when there is no connection, for then it is stale. */
  public void position(PositionFix fix) {
    loop.run(
        () -> {
          if (conversation != null && conversation.isWelcomed()) {
            conversation.send(fix);
          }
        });
  }

  // From here on: on the event loop only.

  private void connect() {
    if (conversation != null || state == LinkState.CONNECTING) {
      return;
    }
    loop.cancel(timer);
    loop.add(this);
    to(LinkState.CONNECTING);
    int mine = ++attempt;
    loop.enter(
        () ->
            state != LinkState.CONNECTING || attempt != mine
                ? Future.succeededFuture()
                : open(mine));
  }

  private Future<?> open(int mine) {
    return loop.ticket(phone.token())
        .compose(ticket -> loop.socket().map(socket -> talk(mine, ticket, socket)))
        .onFailure(
            cause -> {
              if (attempt == mine && state == LinkState.CONNECTING) {
                comeBack(Ending.failed(cause));
              }
            });
  }

  private boolean talk(int mine, String ticket, WebSocket socket) {
    if (attempt != mine || state != LinkState.CONNECTING) {
      socket.close();
      return false;
    }
    conversation = new Conversation(this, socket, cards, loop.pace());
    conversation.begin(ticket, phone.device());
    return true;
  }

  void tick(long now) {
    if (conversation != null) {
      conversation.tick(now);
    }
    sendDeeds();
  }

  void welcomed() {
    to(LinkState.CATCHING_UP);
    sendReads();
    sendDeeds();
  }

  void caughtUp() {
    backoff.worked();
    to(LinkState.LIVE);
  }

  void ackSoon(Conversation from) {
    loop.ackSoon(from);
  }

  void shown(TaskCard card) {
    holder.shown(card);
  }

  void done(ServerFrame.Done done) {
    deeds.done(done.id()).ifPresent(deed -> holder.done(deed, done.version()));
    sendDeeds();
  }

  void refused(ServerFrame.RefusedFrame refused) {
    long retryAt = System.nanoTime() + NOT_NOW.toNanos();
    deeds
        .refused(refused.id(), refused.code(), retryAt)
        .ifPresent(deed -> holder.refused(deed, refused));
    sendDeeds();
  }

  void ended(Conversation gone, Ending ending) {
    if (conversation != gone) {
      return;
    }
    conversation = null;
    deeds.connectionLost();
    if (ending.is(CloseCode.TAKEN_OVER)) {
      halt(LinkState.TAKEN_OVER);
    } else {
      comeBack(ending);
    }
  }

  private void comeBack(Ending ending) {
    Duration pause = backoff.next(ending, cards.hasOpenOrder(), loop.random());
    LOG.debug("{} comes back in {}: {}", phone.device(), pause, ending.reason());
    to(LinkState.WAITING);
    timer = loop.after(pause, this::connect);
  }

  void halt(LinkState last) {
    loop.cancel(timer);
    loop.remove(this);
    to(last);
    if (conversation != null) {
      Conversation gone = conversation;
      conversation = null;
      gone.end("stopped");
    }
  }

  private void sendDeeds() {
    if (conversation != null && conversation.isWelcomed() && !outbox.isEmpty()) {
      deeds.send(System.nanoTime(), conversation::send);
    }
  }

  private void sendReads() {
    if (conversation != null && conversation.isWelcomed()) {
      reads.forEach(conversation::read);
      reads.clear();
    }
  }

  private void to(LinkState next) {
    if (state != next) {
      state = next;
      holder.changed(next);
    }
  }
}
