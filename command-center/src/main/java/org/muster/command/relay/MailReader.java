package org.muster.command.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.muster.command.store.Database;
import org.muster.command.store.Mailboxes;
import org.muster.command.store.Mailboxes.Position;
import org.muster.command.store.Posted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads mailboxes for lines that fell behind, many with one query.
 *
 * <p>A line waits here at most once (it asks only when it is not reading), so the queue is bounded
 * by the number of sockets, and holds no letters.
 */
final class MailReader {
  private static final Logger LOG = LoggerFactory.getLogger(MailReader.class);

  /** Lines per query. */
  private static final int BATCH_MAX = 128;

  private record Wish(Line line, long after) {}

  private final BlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();
  private final Database database;
  private final Mailboxes mailboxes;
  private final int readEach;

  MailReader(Database database, Mailboxes mailboxes, int readEach) {
    this.database = database;
    this.mailboxes = mailboxes;
    this.readEach = readEach;
  }

  void wish(Line line, long after) {
    wishes.add(new Wish(line, after));
  }

  int waiting() {
    return wishes.size();
  }

  /** Reads until told to stop; to be interrupted then, since it may be waiting for a wish. */
  void run(CountDownLatch stopped) throws InterruptedException {
    var batch = new ArrayList<Wish>(BATCH_MAX);
    while (stopped.getCount() > 0) {
      batch.clear();
      batch.add(wishes.take());
      wishes.drainTo(batch, BATCH_MAX - 1);
      read(List.copyOf(batch));
    }
  }

  private void read(List<Wish> batch) {
    var positions =
        batch.stream().map(wish -> new Position(wish.line().recipient(), wish.after())).toList();
    List<List<Posted>> found;
    try {
      found = database.read(sql -> mailboxes.after(sql, positions, readEach));
    } catch (RuntimeException e) {
      LOG.debug("mailboxes could not be read: {}", e.getMessage());
      batch.forEach(wish -> wish.line().phone().execute(wish.line()::notFound));
      return;
    }
    for (int i = 0; i < found.size(); i++) {
      Line line = batch.get(i).line();
      var letters = found.get(i);
      line.phone().execute(() -> line.found(letters, letters.size() < readEach));
    }
  }
}
