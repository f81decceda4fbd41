package org.muster.command.desk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.command.store.ImportStore;

/**
 * Keeps files as they were sent, in sealed pieces in the database, so that any node can hand them
 * back and nothing of them lies about in folders.
 */
final class ImportFiles {
  private static final int PIECE_BYTES = 1 << 20;

  private final Database database;
  private final Vault vault;

  ImportFiles(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  void keep(UUID id, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      int ordinal = 0;
      for (byte[] piece = in.readNBytes(PIECE_BYTES);
          piece.length > 0;
          piece = in.readNBytes(PIECE_BYTES)) {
        keep(id, ordinal++, vault.seal(piece));
      }
    }
  }

  private void keep(UUID id, int ordinal, byte[] sealed) {
    database.transaction(
        tx -> {
          ImportStore.keepFile(tx, id, ordinal, sealed);
          return ordinal;
        });
  }

  /** Writes a file as it was sent; false when it is no longer kept. */
  boolean restore(UUID id, Path target) throws IOException {
    try (var out = Files.newOutputStream(target)) {
      for (int ordinal = 0; ; ordinal++) {
        Optional<byte[]> piece = piece(id, ordinal);
        if (piece.isEmpty()) {
          return ordinal > 0;
        }
        out.write(vault.open(piece.get()));
      }
    }
  }

  private Optional<byte[]> piece(UUID id, int ordinal) {
    return database.read(sql -> ImportStore.file(sql, id, ordinal));
  }
}
