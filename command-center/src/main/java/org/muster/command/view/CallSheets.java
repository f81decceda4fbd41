package org.muster.command.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Optional;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.order.OrderId;
import org.muster.model.place.AreaCode;
import org.muster.model.roster.UnitId;
import org.muster.model.wire.Json;

/**
 * Who was asked under an order, with names and telephones, to be called: a liaison sees the own
 * unit's people, the command post those of its area. Nobody else is given it.
 */
public final class CallSheets {
  /** More calls than a sheet can hold. */
  private static final int PEOPLE_MAX = 5000;

  private static final String PEOPLE =
      """
      select json_strip_nulls(json_build_object('assignment', a.id, 'volunteer', v.id, 'name', v.name,
        'unit', a.unit_id, 'unitName', u.name, 'community', a.community, 'communityName', area.name,
        'state', a.state, 'source', a.source, 'offeredAt', a.offered_at, 'answerBy', a.answer_by,
        'toCall', case when a.state = 'offered' and exists (select from alert t
          where t.item = a.id and t.channel = 'call' and t.state = 'listed') then true end,
        'spot', a.spot, 'answeredAt', a.answered_at, 'departedAt', a.departed_at, 'arrivedAt', a.arrived_at,
        'version', a.version))::text as json, v.phone_cipher
      from assignment a
      join volunteer v on v.id = a.volunteer_id
      join unit u on u.id = a.unit_id
      left join area on area.code = a.community
      where a.order_id = $1 and ($2::uuid is null or a.unit_id = $2) and a.community like $3
      order by u.code, a.community, v.name, a.id limit $4
      """;

  private final Database database;
  private final Vault vault;
  private final InstantSource clock;

  public CallSheets(Database database, Vault vault, InstantSource clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
  }

  /** The people of one unit, or of all; a liaison gets the own unit's whatever was asked. */
  public ObjectNode of(Principal by, OrderId order, Optional<UnitId> asked) {
    boolean isLiaison = by.is(Role.LIAISON);
    Optional<UnitId> unit = isLiaison ? by.unit() : asked;
    String beneath = isLiaison ? "%" : by.area().map(AreaCode::prefix).orElse("") + "%";
    ObjectNode sheet = JsonNodeFactory.instance.objectNode();
    sheet.put("asOf", clock.instant().toString());
    ArrayNode people = sheet.putArray("people");
    database.read(
        sql -> {
          for (var row : sql.run(PEOPLE, order, unit, beneath, PEOPLE_MAX)) {
            ObjectNode person = (ObjectNode) Json.parse(row.getString("json"));
            person.put("phone", vault.decrypt(row.getBuffer("phone_cipher").getBytes()));
            people.add(person);
          }
          return people;
        });
    return sheet;
  }
}
