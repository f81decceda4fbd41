package org.muster.command.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.model.roster.RosterFilter;
import org.muster.model.roster.UnitId;

/**
 * Which volunteers are wanted: as far as the reader may see, and as the reader's filter says.
 *
 * @param sight whom the reader may see
 * @param unit the only unit that is asked for
 * @param hash of a phone or ID number
 * @param today ages are counted on this day
 */
public record RosterSearch(
    Sight sight,
    Optional<UnitId> unit,
    Optional<byte[]> hash,
    RosterFilter filter,
    LocalDate today) {

  /** Ages are counted on this day. */
  static final String TODAY = "$7::date";

  private static final String SCOPE =
      """
      where v.merged_into is null
        and ($5::uuid is null or v.unit_id = $5)
        and ($6::bytea is null or v.phone_hash = $6 or v.id_hash = $6)
        and (%s is not null)
        and
      """
              .formatted(TODAY)
          + Sight.OF_VOLUNTEERS
          + " and ";

  /** A condition with the values it refers to. */
  record Clause(String sql, List<@Nullable Object> values) {
    @Nullable Object[] with(@Nullable Object... more) {
      var all = new ArrayList<>(values);
      all.addAll(List.of(more));
      return all.toArray();
    }
  }

  /** The filter becomes a condition with parameters; no text of the reader stands in it. */
  Clause clause() {
    var values = new ArrayList<@Nullable Object>(Arrays.asList(sight.with(unit, hash, today)));
    String condition = new FilterSql(values).of(filter);
    return new Clause(SCOPE + condition, values);
  }
}
