package org.muster.command.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings of a PostgreSQL over its data folder that win over those it is always started with. */
public final class PostgresFolder {
  private PostgresFolder() {}

  /**
   * To be written while it is stopped.
   *
   * @param signIn lines of {@code pg_hba.conf}, in the place of the usual ones
   */
  public static void configure(Path folder, Map<String, String> settings, List<String> signIn)
      throws IOException {
    Path rules = folder.resolve("signIn.conf").toAbsolutePath();
    Files.writeString(rules, String.join("\n", signIn) + "\n");
    var all = new LinkedHashMap<>(settings);
    all.put("hba_file", rules.toString());
    var text = new StringBuilder();
    all.forEach((name, value) -> text.append("%s = '%s'%n".formatted(name, value)));
    Files.writeString(folder.resolve("postgresql.auto.conf"), text);
  }
}
