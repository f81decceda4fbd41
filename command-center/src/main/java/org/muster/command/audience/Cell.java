package org.muster.command.audience;

import java.util.Arrays;

/**
 * The people of one cell, at most 64 in one piece; more hang in further pieces. Immutable.
 *
 * <p>For every trait one word says who of the piece has it, so that one operation decides for all
 * of them.
 */
final class Cell {
  static final int PEOPLE_MAX = 64;
  static final Cell EMPTY = new Cell(new Member[0], new long[0]);

  private final Member[] members;
  private final long[] masks;

  /** Who has each trait; one bit for each person. */
  private final long[] having = new long[Traits.BITS];

  private Cell(Member[] members, long[] masks) {
    this.members = members;
    this.masks = masks;
    for (int i = 0; i < masks.length; i++) {
      for (long rest = masks[i]; rest != 0; rest &= rest - 1) {
        having[Long.numberOfTrailingZeros(rest)] |= 1L << i;
      }
    }
  }

  static Cell of(Member[] members, long[] masks) {
    return new Cell(members, masks);
  }

  int size() {
    return members.length;
  }

  Member member(int i) {
    return members[i];
  }

  long mask(int i) {
    return masks[i];
  }

  /** One bit for each person who has all these traits. */
  long having(long traits) {
    long all = members.length == PEOPLE_MAX ? -1 : (1L << members.length) - 1;
    for (long rest = traits; rest != 0; rest &= rest - 1) {
      all &= having[Long.numberOfTrailingZeros(rest)];
    }
    return all;
  }

  Cell with(Member member, long mask) {
    Member[] more = Arrays.copyOf(members, members.length + 1);
    long[] masksToo = Arrays.copyOf(masks, masks.length + 1);
    more[members.length] = member;
    masksToo[masks.length] = mask;
    return new Cell(more, masksToo);
  }

  Cell replacing(int i, Member member, long mask) {
    Member[] changed = members.clone();
    long[] masksToo = masks.clone();
    changed[i] = member;
    masksToo[i] = mask;
    return new Cell(changed, masksToo);
  }

  Cell without(int i) {
    int last = members.length - 1;
    Member[] fewer = Arrays.copyOf(members, last);
    long[] masksToo = Arrays.copyOf(masks, last);
    if (i < last) {
      fewer[i] = members[last];
      masksToo[i] = masks[last];
    }
    return new Cell(fewer, masksToo);
  }
}
