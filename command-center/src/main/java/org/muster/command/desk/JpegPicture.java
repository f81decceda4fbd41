package org.muster.command.desk;

import java.io.ByteArrayOutputStream;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;

/**
 * A JPEG picture without what cameras and programs write beside it: place, time, owner, thumbnails.
 * Walks over the segments of ITU-T T.81 annex B and leaves out application data other than JFIF's
 * own, comments, and whatever follows the end of the image. Anything else is refused.
 */
final class JpegPicture {
  private static final int MARK = 0xff;
  private static final int START = 0xd8;
  private static final int END = 0xd9;
  private static final int SCAN = 0xda;
  private static final int COMMENT = 0xfe;
  private static final int FIRST_RESTART = 0xd0;
  private static final int LAST_RESTART = 0xd7;

  /** The application segments after JFIF's. */
  private static final int FIRST_EXTRA = 0xe1;

  private static final int LAST_EXTRA = 0xef;

  private final byte[] from;
  private final ByteArrayOutputStream to;
  private int at;

  private JpegPicture(byte[] from) {
    this.from = from;
    this.to = new ByteArrayOutputStream(from.length);
  }

  /** The picture alone; refused as not supported when the bytes are no whole JPEG. */
  static byte[] bare(byte[] picture) {
    try {
      return new JpegPicture(picture).bare();
    } catch (IndexOutOfBoundsException e) {
      throw new RefusedException(Refusal.UNSUPPORTED);
    }
  }

  private byte[] bare() {
    if (mark() != START) {
      throw new RefusedException(Refusal.UNSUPPORTED);
    }
    copy(0, 2);
    at = 2;
    boolean isDrawn = false;
    for (int mark = mark(); mark != END; mark = mark()) {
      int end = at + 2 + length();
      if (mark == SCAN) {
        end = endOfScan(end);
        isDrawn = true;
      }
      if (!isExtra(mark)) {
        copy(at, end);
      }
      at = end;
    }
    if (!isDrawn) {
      throw new RefusedException(Refusal.UNSUPPORTED);
    }
    copy(at, at + 2);
    return to.toByteArray();
  }

  private static boolean isExtra(int mark) {
    return (mark >= FIRST_EXTRA && mark <= LAST_EXTRA) || mark == COMMENT;
  }

  private int mark() {
    if (from[at] != (byte) MARK) {
      throw new RefusedException(Refusal.UNSUPPORTED);
    }
    return from[at + 1] & 0xff;
  }

  /** Of the segment here, the two bytes of the length among them. */
  private int length() {
    int length = ((from[at + 2] & 0xff) << 8) | (from[at + 3] & 0xff);
    if (length < 2) {
      throw new RefusedException(Refusal.UNSUPPORTED);
    }
    return length;
  }

  /** Where the next mark stands that is neither a stuffed byte nor a restart. */
  private int endOfScan(int begin) {
    int next = begin;
    while (true) {
      int second = from[next + 1] & 0xff;
      boolean isRestart = second >= FIRST_RESTART && second <= LAST_RESTART;
      if (from[next] == (byte) MARK && second != 0 && second != MARK && !isRestart) {
        return next;
      }
      next++;
    }
  }

  private void copy(int begin, int end) {
    to.write(from, begin, end - begin);
  }
}
