package org.muster.command.store;

import java.util.UUID;
import org.muster.model.NoteId;

/** Free texts that people wrote; events carry only their ids, so that the texts can be purged. */
public final class Notes {
  private static final String KEEP = "insert into note (id, text, author) values ($1, $2, $3)";

  public NoteId keep(Sql tx, String text, UUID author) {
    var id = new NoteId(UUID.randomUUID());
    tx.run(KEEP, id, text, author);
    return id;
  }
}
