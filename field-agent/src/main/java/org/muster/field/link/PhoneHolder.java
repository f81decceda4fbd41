package org.muster.field.link;

import org.muster.model.wire.ClientFrame.Do;
import org.muster.model.wire.ServerFrame.RefusedFrame;
import org.muster.model.wire.TaskCard;

/** The person who holds a phone. Told on the phone's event loop, so nothing here may wait. */
public interface PhoneHolder {
  /** A card is new or has changed; it is stored already. */
  default void shown(TaskCard card) {}

  /** A deed is recorded; {@code version} is the assignment's after it. */
  default void done(Do deed, int version) {}

  /** A deed was refused for good. */
  default void refused(Do deed, RefusedFrame refusal) {}

  default void changed(LinkState state) {}
}
