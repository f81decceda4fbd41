package org.muster.command.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.command.store.PhotoStore;
import org.muster.command.store.Sealed;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.access.Principal;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.assignment.PhotoId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.VolunteerId;

/**
 * Takes in photographs for reports and shows them. One comes before its report and under the
 * report's command id, so that both can wait on a phone and be sent again without being doubled.
 */
public final class PhotoDesk {
  /** The phones send pictures of a quarter of that. */
  public static final int BYTES_MAX = 1 << 20;

  /** Of one assignment: an album is something else. */
  private static final int PHOTOS_MAX = 20;

  private final Database database;
  private final Vault vault;
  private final Duration kept;

  /**
   * @param kept how long after the end of the task
   */
  public PhotoDesk(Database database, Vault vault, Duration kept) {
    this.database = database;
    this.vault = vault;
    this.kept = kept;
  }

  /** A photograph on its way to a report. */
  public record Taken(AssignmentId assignment, UUID report, Path file) {}

  public void keep(VolunteerId by, Taken taken, Instant at) {
    Sealed photo = Sealed.of(vault.seal(JpegPicture.bare(read(taken.file()))));
    database.transaction(
        tx -> {
          if (!PhotoStore.isOwn(tx, taken.assignment(), by)) {
            throw new RefusedException(Refusal.NOT_FOUND);
          }
          if (PhotoStore.countOthers(tx, taken.assignment(), taken.report()) >= PHOTOS_MAX) {
            throw new RefusedException(Refusal.CONFLICT);
          }
          PhotoStore.keep(tx, taken.assignment(), taken.report(), photo, at);
          return photo;
        });
  }

  private static byte[] read(Path file) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new RefusedException(Refusal.TOO_LARGE);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A JPEG picture; for those who receive people there, and the command post. */
  public byte[] show(Principal reader, PhotoId photo) {
    String communities = reader.area().map(AreaCode::prefix).orElse("") + "%";
    return database
        .read(sql -> PhotoStore.open(sql, photo, communities))
        .map(kept -> vault.open(kept.bytes()))
        .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND));
  }

  /** Deletes what has been kept long enough; returns how many there were. */
  public int purge(Instant now) {
    return database.transaction(tx -> PhotoStore.purge(tx, now.minus(kept)));
  }
}
