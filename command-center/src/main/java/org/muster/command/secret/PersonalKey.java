package org.muster.command.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.muster.command.settings.NotStartedException;

/** The file with the secret that personal data are encrypted with; losing it loses the data. */
public final class PersonalKey {
  private static final int BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private PersonalKey() {}

  /** Reads the key; makes one where there are no data yet that another key could belong to. */
  public static byte[] load(Path file, boolean mayMake) {
    try {
      if (!Files.exists(file) && mayMake) {
        make(file);
      }
      byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
      if (key.length < BYTES) {
        throw unusable(file, "短于 32 字节 / shorter than 32 bytes");
      }
      return key;
    } catch (IllegalArgumentException e) {
      throw unusable(file, "不是十六进制文本 / not hexadecimal text");
    } catch (IOException e) {
      throw unusable(file, e.toString());
    }
  }

  private static void make(Path file) throws IOException {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.writeString(
        file,
        HexFormat.of().formatHex(key) + "\n",
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
  }

  private static NotStartedException unusable(Path file, String reason) {
    return NotStartedException.because(
        "个人信息密钥 %s 无法使用（%s）。请从备份恢复该文件，否则已存的个人信息无法解密。".formatted(file, reason),
        "The key of the personal data, %s, cannot be used (%s). Restore it from a backup; stored data cannot be read without it."
            .formatted(file, reason));
  }
}
