package org.muster.model.talk;

import java.util.UUID;
import org.muster.model.Identifier;

/** Names one notice (通知公告). */
public record NoticeId(UUID value) implements Identifier {
  public static NoticeId of(String text) {
    return new NoticeId(UUID.fromString(text));
  }
}
