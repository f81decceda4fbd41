package org.muster.command.audience;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.locationtech.jts.geom.Envelope;
import org.muster.model.roster.VolunteerId;

/**
 * A grid over everybody. A question looks at the cells it touches: those within decide by words of
 * traits, those on the rim look at points; what it costs grows with the ground and the answer, not
 * with the city.
 *
 * <p>Updates come from one thread; questions from any.
 */
public final class AudienceIndex {
  private static final Cell[] NOBODY = {};

  /** More than can move while one question is answered; if not, it is asked again. */
  private static final int MOVES_KEPT = 4_096;

  private final Grid grid;
  private final Traits traits = new Traits();
  private final AtomicReferenceArray<Cell[]> cells;

  /** Those who changed their cell lately, in the order they did. */
  private final AtomicReferenceArray<Member> moved = new AtomicReferenceArray<>(MOVES_KEPT);

  private volatile long moves;

  /** Where everybody stands; for the one writer. */
  private final Map<VolunteerId, Member> known = new HashMap<>();

  /**
   * @param box about where people are; those outside are found as well
   * @param stepDeg the side of a cell in degrees; best with 20 to 60 people in one
   */
  public AudienceIndex(Envelope box, double stepDeg) {
    grid = new Grid(box, stepDeg);
    cells = new AtomicReferenceArray<>(grid.cells());
    for (int cell = 0; cell < grid.cells(); cell++) {
      cells.setPlain(cell, NOBODY);
    }
  }

  /** Adds somebody, or takes over what changed about them. */
  public void put(Member member) {
    Member before = known.put(member.id(), member);
    int cell = cellOf(member);
    if (before != null && cellOf(before) == cell) {
      replace(cell, before, member);
      return;
    }
    add(cell, member);
    if (before != null) {
      note(member);
      take(cellOf(before), before);
    }
  }

  private void note(Member member) {
    long next = moves;
    moved.set((int) (next % MOVES_KEPT), member);
    moves = next + 1;
  }

  public void remove(VolunteerId id) {
    Member before = known.remove(id);
    if (before != null) {
      take(cellOf(before), before);
    }
  }

  public void putAll(Collection<Member> members) {
    members.forEach(this::put);
  }

  public int size() {
    return known.size();
  }

  /** Somebody as they were put last; for the one writer. */
  Optional<Member> find(VolunteerId id) {
    return Optional.ofNullable(known.get(id));
  }

  /** The ids of all who are meant, each once, in no order. */
  public Set<VolunteerId> find(Audience audience) {
    var found = new LinkedHashSet<VolunteerId>();
    visit(audience, member -> found.add(member.id()));
    return found;
  }

  /** Everybody who is meant, each once, in no order. */
  public Collection<Member> members(Audience audience) {
    var found = new LinkedHashMap<VolunteerId, Member>();
    visit(audience, member -> found.put(member.id(), member));
    return found.values();
  }

  /** The same without gathering; somebody who is moving just now may be told twice. */
  public void visit(Audience audience, Consumer<Member> visitor) {
    long wanted = traits.skills(audience.skills());
    wanted |= audience.shockOnly() ? 1L << Traits.SHOCK : 0;
    if (audience.ableFor().isPresent()) {
      wanted |= 1L << Traits.INSURED | 1L << Traits.TRAINED;
    }
    long mask = wanted;
    var inside = new Look(audience, mask, true, visitor);
    var rim = new Look(audience, mask, false, visitor);
    long before;
    do {
      before = moves;
      audience
          .region()
          .visit(
              grid,
              (cell, within) -> {
                for (Cell piece : cells.get(cell)) {
                  (within ? inside : rim).at(piece);
                }
              });
    } while (!sawWhoMoved(before, rim));
  }

  /** Looks at those who may have gone from a cell not seen yet to one seen already. */
  private boolean sawWhoMoved(long before, Look look) {
    long now = moves;
    for (long move = Math.max(before, now - MOVES_KEPT); move < now; move++) {
      look.at(moved.get((int) (move % MOVES_KEPT)));
    }
    return moves - before < MOVES_KEPT;
  }

  /** How a cell is looked at. */
  private record Look(Audience audience, long mask, boolean within, Consumer<Member> visitor) {
    void at(Cell piece) {
      for (long rest = piece.having(mask); rest != 0; rest &= rest - 1) {
        at(piece.member(Long.numberOfTrailingZeros(rest)));
      }
    }

    void at(Member member) {
      if (isThere(member) && audience.wants(member)) {
        visitor.accept(member);
      }
    }

    private boolean isThere(Member member) {
      return within || audience.region().covers(member.at().lon(), member.at().lat());
    }
  }

  private int cellOf(Member member) {
    return grid.cellAt(member.at().lon(), member.at().lat());
  }

  private void add(int cell, Member member) {
    Cell[] pieces = cells.get(cell);
    long mask = traits.of(member);
    int last = pieces.length - 1;
    if (last >= 0 && pieces[last].size() < Cell.PEOPLE_MAX) {
      Cell[] changed = pieces.clone();
      changed[last] = pieces[last].with(member, mask);
      cells.set(cell, changed);
    } else {
      Cell[] more = Arrays.copyOf(pieces, pieces.length + 1);
      more[pieces.length] = Cell.EMPTY.with(member, mask);
      cells.set(cell, more);
    }
  }

  private void replace(int cell, Member before, Member member) {
    Cell[] changed = cells.get(cell).clone();
    int piece = pieceOf(changed, before);
    int number = changed[piece].find(before);
    changed[piece] = changed[piece].replacing(number, member, traits.of(member));
    cells.set(cell, changed);
  }

  /** The last person of the last piece moves up, so that only the last piece is ever not full. */
  private void take(int cell, Member member) {
    Cell[] changed = cells.get(cell).clone();
    int piece = pieceOf(changed, member);
    int number = changed[piece].find(member);
    int end = changed.length - 1;
    Cell last = changed[end];
    if (piece == end) {
      changed[end] = last.without(number);
    } else {
      int mover = last.size() - 1;
      changed[piece] = changed[piece].replacing(number, last.member(mover), last.mask(mover));
      changed[end] = last.without(mover);
    }
    cells.set(cell, changed[end].size() == 0 ? Arrays.copyOf(changed, end) : changed);
  }

  private static int pieceOf(Cell[] pieces, Member member) {
    int piece = 0;
    while (pieces[piece].find(member) < 0) {
      piece++;
    }
    return piece;
  }
}
