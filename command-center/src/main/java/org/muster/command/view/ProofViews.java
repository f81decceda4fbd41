package org.muster.command.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.command.secret.ProofCodes;
import org.muster.command.secret.Vault;
import org.muster.command.store.Database;
import org.muster.model.access.Principal;
import org.muster.model.place.AreaCode;
import org.muster.model.record.ProofId;
import org.muster.model.record.ProofIssuer;
import org.muster.model.roster.Masking;
import org.muster.model.roster.VolunteerId;
import org.muster.model.wire.Json;

/**
 * Proofs of service (服务证明): their volunteer's own, the command post's list, and what a check says.
 */
public final class ProofViews {
  private static final String COMMAND_POST = "联防联控指挥部";

  private static final String CARD =
      """
      json_build_object('id', p.id, 'state', p.state, 'from', p.from_day, 'until', p.until_day,
        'purpose', purpose.text, 'askedAt', p.asked_at, 'number', p.number, 'minutes', p.minutes,
        'issuedAt', p.issued_at, 'reason', reason.text, 'endedAt', p.ended_at, 'version', p.version)
      """;

  private static final String WITH_NOTES =
      """
      from proof p
      join volunteer v on v.id = p.volunteer_id
      join unit u on u.id = v.unit_id
      left join note purpose on purpose.id = p.purpose_id
      left join note reason on reason.id = p.reason_id
      """;

  private static final String MINE =
      "select json_strip_nulls("
          + CARD
          + ")::text as json "
          + WITH_NOTES
          + "where p.volunteer_id = any(records_of($1)) order by p.asked_at desc, p.id limit 200";

  private static final String LIST =
      "select json_strip_nulls(("
          + CARD
          + "::jsonb || jsonb_build_object('name', v.name, 'unit', u.name))::json)::text as json "
          + WITH_NOTES
          + "where p.area like $1 order by p.state <> 'waiting', p.asked_at desc, p.id limit 200";

  private static final String DOCUMENT =
      "select json_strip_nulls(("
          + CARD
          + """
          ::jsonb || jsonb_build_object('name', v.name, 'unit', u.name, 'volunteer', v.id, 'area', area.name,
            'services', (select json_agg(json_build_object('title', d.body->>'title', 'number', o.number,
                'task', d.body->>'task', 'communityName', coalesce(c.name, r.community), 'from', r.served_from,
                'to', r.served_until, 'minutes', r.minutes) order by r.served_from)
              from service_record r
              join orders o on o.id = r.order_id
              join order_document d on d.order_id = o.id and d.revision = o.revision
              left join area c on c.code = r.community
              where r.id = any(p.records))))::json)::text as json, v.id_cipher
          """
          + WITH_NOTES
          + """
          left join area on area.code = p.area
          where p.id = $1 and p.volunteer_id = any(records_of($2)) and p.state in ('issued', 'revoked')
          """;

  private static final String CHECK =
      """
      select p.minutes, p.from_day, p.until_day, p.issued_at, p.ended_at, v.name,
        area.name as area
      from proof p
      join volunteer v on v.id = p.volunteer_id
      left join area on area.code = p.area
      where p.number = $1
      """;

  private final Database database;
  private final Vault vault;
  private final ProofCodes codes;
  private final ProofIssuer issuer;

  public ProofViews(Database database, Vault vault, ProofIssuer issuer) {
    this.database = database;
    this.vault = vault;
    this.codes = new ProofCodes(vault);
    this.issuer = issuer;
  }

  /** What a volunteer asked for, the newest first. */
  public ArrayNode mine(VolunteerId volunteer) {
    return database.read(sql -> Rows.array(sql, MINE, volunteer));
  }

  /** What was asked for in the reader's area, the waiting first. */
  public ArrayNode list(Principal reader) {
    String place = reader.area().map(AreaCode::prefix).orElse("") + "%";
    return database.read(sql -> Rows.array(sql, LIST, place));
  }

  /**
   * A proof as it is printed, for its volunteer alone: in full, with the number of the identity
   * card and the code by which anybody can check it.
   */
  public Optional<JsonNode> document(VolunteerId volunteer, ProofId id) {
    return database.read(sql -> sql.find(DOCUMENT, this::document, id, volunteer));
  }

  private JsonNode document(Row row) {
    ObjectNode document = (ObjectNode) Json.parse(row.getString("json"));
    document.put("idNumber", vault.decrypt(row.getBuffer("id_cipher").getBytes()));
    document.put("code", codes.of(document.path("number").asText()));
    document.set(
        "issuer",
        Json.tree(issuer(Optional.ofNullable(document.remove("area")).map(JsonNode::asText))));
    return document;
  }

  /** Its name as printed, and what it may call the paper. */
  private record Issuer(
      String name,
      boolean certifies,
      Optional<String> leader,
      Optional<String> handler,
      Optional<String> contact) {}

  private Issuer issuer(Optional<String> area) {
    return new Issuer(
        issuer.name().orElseGet(() -> area.orElse("") + COMMAND_POST),
        issuer.certifies(),
        issuer.leader(),
        issuer.handler(),
        issuer.contact());
  }

  /**
   * What a check says.
   *
   * @param shown nothing when there is no such proof, or the code is not its own
   */
  public record Checked(boolean valid, Instant checkedAt, Optional<Shown> shown) {}

  /**
   * What anybody may know of a proof: enough to compare a paper with.
   *
   * @param name masked
   * @param revokedAt it is good no longer
   */
  public record Shown(
      String name,
      String issuer,
      LocalDate from,
      LocalDate until,
      int minutes,
      Instant issuedAt,
      Optional<Instant> revokedAt) {}

  /** Whether a number and its code stand on a proof that is good. */
  public Checked check(String number, String code, Instant at) {
    Optional<Shown> shown =
        isCode(number, code)
            ? database.read(sql -> sql.find(CHECK, this::shown, number))
            : Optional.empty();
    return new Checked(shown.filter(one -> one.revokedAt().isEmpty()).isPresent(), at, shown);
  }

  private boolean isCode(String number, String code) {
    return MessageDigest.isEqual(
        codes.of(number).getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
  }

  private Shown shown(Row row) {
    @Nullable OffsetDateTime ended = row.getOffsetDateTime("ended_at");
    return new Shown(
        Masking.name(row.getString("name")),
        issuer(Optional.ofNullable(row.getString("area"))).name(),
        row.getLocalDate("from_day"),
        row.getLocalDate("until_day"),
        row.getInteger("minutes"),
        row.getOffsetDateTime("issued_at").toInstant(),
        Optional.ofNullable(ended).map(OffsetDateTime::toInstant));
  }
}
