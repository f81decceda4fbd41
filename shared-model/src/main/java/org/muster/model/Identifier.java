package org.muster.model;

import java.util.UUID;

/** A name for one thing of one kind; on the wire a plain text. */
public interface Identifier {
  UUID value();
}
