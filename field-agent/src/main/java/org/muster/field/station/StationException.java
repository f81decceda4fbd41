package org.muster.field.station;

import org.jspecify.annotations.Nullable;

/** The station cannot go on; says so to whoever stands before it. */
public final class StationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StationException(String message) {
    this(message, null);
  }

  StationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
