package org.muster.command.store;

import java.util.Optional;
import java.util.stream.Stream;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;

/**
 * Which units and people of the roster somebody may see. The command post and the auditor see all
 * who live in their area or nowhere known; a liaison the own unit; a community those who have
 * promised to come or came to it; a volunteer themself.
 *
 * @param unit the only unit
 * @param homes pattern of the codes of home communities
 * @param posts pattern of the codes of communities served in
 * @param self the only person
 */
public record Sight(
    Optional<UnitId> unit,
    Optional<String> homes,
    Optional<String> posts,
    Optional<VolunteerId> self) {

  /** Who is received in a community, or has been there and waits for the hours. */
  private static final String SERVES =
      "a.community like $3 and a.state in ('accepted', 'departed', 'onPost', 'relieved')";

  /** Holds for a volunteer {@code v} in sight; the values are $1 to $4. */
  static final String OF_VOLUNTEERS =
      """
      ($1::uuid is null or v.unit_id = $1)
        and ($2::text is null or v.community is null or v.community like $2)
        and ($3::text is null
             or exists (select from assignment a where a.volunteer_id = v.id and %s))
        and ($4::uuid is null or v.id = $4)
      """
          .formatted(SERVES);

  /** Holds for a unit {@code u} in sight; the values are $1 to $4. */
  static final String OF_UNITS =
      """
      ($1::uuid is null or u.id = $1)
        and ($2::text is null or true)
        and ($3::text is null or exists (select from assignment a where a.unit_id = u.id and %s))
        and ($4::uuid is null
             or exists (select from volunteer v where v.id = $4 and v.unit_id = u.id))
      """
          .formatted(SERVES);

  private static final Sight NOTHING =
      new Sight(Optional.empty(), Optional.empty(), Optional.of(""), Optional.empty());

  public static Sight of(Principal reader) {
    if (reader.overlooks()) {
      return new Sight(Optional.empty(), pattern(reader), Optional.empty(), Optional.empty());
    }
    if (reader.is(Role.LIAISON) && reader.unit().isPresent()) {
      return new Sight(reader.unit(), Optional.empty(), Optional.empty(), Optional.empty());
    }
    if (reader.is(Role.COMMUNITY) && reader.area().isPresent()) {
      return new Sight(Optional.empty(), Optional.empty(), pattern(reader), Optional.empty());
    }
    return reader.volunteer().isPresent()
        ? new Sight(Optional.empty(), Optional.empty(), Optional.empty(), reader.volunteer())
        : NOTHING;
  }

  /** The values of a query that begins with these. */
  Object[] with(Object... more) {
    return Stream.concat(Stream.of(unit, homes, posts, self), Stream.of(more)).toArray();
  }

  private static Optional<String> pattern(Principal reader) {
    return reader.area().map(AreaCode::prefix).map(prefix -> prefix + "%");
  }
}
