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
  static final Cell EMPTY = new Cell(new Member[0], new long[0], new long[Traits.BITS]);

  private final Member[] members;
  private final long[] masks;

  /** Who has each trait; one bit for each person. */
  private final long[] having;

  private Cell(Member[] members, long[] masks, long[] having) {
    this.members = members;
    this.masks = masks;
    this.having = having;
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

  /** The number of the person; -1 when not here. */
  int find(Member member) {
    for (int i = 0; i < members.length; i++) {
      if (members[i].id().equals(member.id())) {
        return i;
      }
    }
    return -1;
  }

  Cell with(Member member, long mask) {
    Cell more =
        new Cell(
            Arrays.copyOf(members, members.length + 1),
            Arrays.copyOf(masks, masks.length + 1),
            having.clone());
    more.set(members.length, member, mask);
    return more;
  }

  Cell replacing(int i, Member member, long mask) {
    Cell changed = new Cell(members.clone(), masks.clone(), having.clone());
    changed.clear(i);
    changed.set(i, member, mask);
    return changed;
  }

  Cell without(int i) {
    int last = members.length - 1;
    Cell fewer = new Cell(Arrays.copyOf(members, last), Arrays.copyOf(masks, last), having.clone());
    fewer.clear(i);
    fewer.clear(last);
    if (i < last) {
      fewer.set(i, members[last], masks[last]);
    }
    return fewer;
  }

  private void clear(int i) {
    for (int trait = 0; trait < Traits.BITS; trait++) {
      having[trait] &= ~(1L << i);
    }
  }

  private void set(int i, Member member, long mask) {
    members[i] = member;
    masks[i] = mask;
    for (long rest = mask; rest != 0; rest &= rest - 1) {
      having[Long.numberOfTrailingZeros(rest)] |= 1L << i;
    }
  }
}
