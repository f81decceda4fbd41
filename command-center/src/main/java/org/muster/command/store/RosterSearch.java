package org.muster.command.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.model.roster.RosterFilter;
import org.muster.model.roster.UnitId;

/**
 * Which volunteers are wanted: as far as the reader may see, and as the reader's filter says.
 *
 * @param unit the only unit, of a liaison or of a question
 * @param seen prefix of the codes of home communities that may be seen; people without a home
 *     community are seen by every command post
 * @param hash of a phone or ID number
 * @param today ages are counted on this day
 */
public record RosterSearch(
    Optional<UnitId> unit,
    Optional<String> seen,
    Optional<byte[]> hash,
    RosterFilter filter,
    LocalDate today) {

  private static final String SCOPE =
      """
      where v.merged_into is null
        and ($1::uuid is null or v.unit_id = $1)
        and ($2::text is null or v.community is null or v.community like $2)
        and ($3::bytea is null or v.phone_hash = $3 or v.id_hash = $3)
        and ($4::date is not null)
        and
      """;

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
    var values = new ArrayList<@Nullable Object>();
    values.add(unit);
    values.add(seen.map(prefix -> prefix + "%"));
    values.add(hash);
    values.add(today);
    String condition = new FilterSql(values).of(filter);
    return new Clause(SCOPE + condition, values);
  }
}
