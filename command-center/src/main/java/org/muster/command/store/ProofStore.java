package org.muster.command.store;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.model.place.AreaCode;
import org.muster.model.record.Proof;
import org.muster.model.record.ProofEvent;
import org.muster.model.record.ProofEvent.ProofAsked;
import org.muster.model.record.ProofEvent.ProofIssued;
import org.muster.model.record.ProofEvent.ProofRefused;
import org.muster.model.record.ProofEvent.ProofRevoked;
import org.muster.model.record.ProofId;
import org.muster.model.record.RecordId;
import org.muster.model.record.Served;
import org.muster.model.record.Service;
import org.muster.model.roster.DateSpan;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.TimeSpan;
import org.muster.model.roster.VolunteerId;

/** Proofs of service (服务证明) as events leave them, and the services they are made of. */
public final class ProofStore {
  /** Kept as they are until the proof stands: whoever corrects one then finds the proof. */
  private static final String SERVICES =
      """
      select r.id, r.served_from, r.served_until, r.minutes, r.community,
        r.nature = 'voluntary' and r.agreed_by is not null and r.minutes > 0 as counts
      from service_record r
      where r.volunteer_id = any(records_of($1)) and r.space = 'live' and r.served_until > r.served_from
        and r.served_from < $3 and r.served_until > $2
      order by r.id for share
      """;

  private static final String FIND = "select * from proof where id = $1";

  private static final String LOCK = FIND + " for update";

  private static final String LISTING =
      "select * from proof where state = 'issued' and records @> array[$1::uuid] order by id for"
          + " update";

  private static final String COUNT =
      """
      select count(*) as n from proof where volunteer_id = any(records_of($1)) and asked_at > $2
      """;

  private static final String ASKED =
      """
      insert into proof (id, volunteer_id, area, from_day, until_day, purpose_id, state, asked_at, version)
      select e.proof, e.volunteer, e.area, (e.period->>'from')::date, (e.period->>'until')::date, e.purpose,
        'waiting', e.at, e.version
      from jsonb_to_recordset($1::text::jsonb) as e(proof uuid, volunteer uuid, area text, period jsonb,
           purpose uuid, at timestamptz, version int)
      """;

  private static final String ISSUED =
      """
      update proof p set state = 'issued', number = e.number, minutes = e.minutes, issued_by = e.by,
        records = array(select r::uuid from jsonb_array_elements_text(e.records) r), issued_at = e.at,
        version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(proof uuid, number text, records jsonb, minutes int, by uuid,
           at timestamptz, version int)
      where p.id = e.proof
      """;

  private static final String ENDED =
      """
      update proof p set state = '%s', reason_id = e.reason, ended_by = e.by, ended_at = e.at, version = e.version
      from jsonb_to_recordset($1::text::jsonb) as e(proof uuid, reason uuid, by uuid, at timestamptz, version int)
      where p.id = e.proof
      """;

  private static final String REFUSED = ENDED.formatted("refused");

  private static final String REVOKED = ENDED.formatted("revoked");

  private ProofStore() {}

  /**
   * A proof with what is needed to decide about it.
   *
   * @param area whose command post answers for it
   */
  public record Recorded(
      Proof state,
      ProofId id,
      VolunteerId volunteer,
      DateSpan period,
      AreaCode area,
      int version) {}

  /** A service, and where it was. */
  public record Placed(Service service, AreaCode community) {}

  /**
   * What a person served on these days and those beside them, under whatever record; nobody changes
   * it meanwhile.
   */
  public static List<Placed> lockServices(Sql tx, VolunteerId volunteer, DateSpan period) {
    Instant from = period.from().minusDays(1).atStartOfDay(Eligibility.BEIJING).toInstant();
    Instant until = period.until().plusDays(2).atStartOfDay(Eligibility.BEIJING).toInstant();
    return tx.list(SERVICES, ProofStore::placed, volunteer, from, until);
  }

  public static int countAsked(Sql tx, VolunteerId volunteer, Instant since) {
    return tx.get(COUNT, row -> row.getInteger("n"), volunteer, since);
  }

  /** As it stands; who it is about and of which days never changes. */
  public static Optional<Recorded> find(Sql tx, ProofId id) {
    return tx.find(FIND, ProofStore::recorded, id);
  }

  public static Optional<Recorded> lock(Sql tx, ProofId id) {
    return tx.find(LOCK, ProofStore::recorded, id);
  }

  /** Those that were issued and list the record. */
  public static List<Recorded> lockListing(Sql tx, RecordId record) {
    return tx.list(LISTING, ProofStore::recorded, record);
  }

  static List<String> statements(ProofEvent event) {
    return switch (event) {
      case ProofAsked _ -> List.of(ASKED);
      case ProofIssued _ -> List.of(ISSUED);
      case ProofRefused _ -> List.of(REFUSED);
      case ProofRevoked _ -> List.of(REVOKED);
    };
  }

  private static Placed placed(Row row) {
    var span =
        new TimeSpan(
            row.getOffsetDateTime("served_from").toInstant(),
            row.getOffsetDateTime("served_until").toInstant());
    var service =
        new Service(
            new RecordId(row.getUUID("id")),
            new Served(span, row.getInteger("minutes")),
            row.getBoolean("counts"));
    return new Placed(service, new AreaCode(row.getString("community")));
  }

  private static Recorded recorded(Row row) {
    var id = new ProofId(row.getUUID("id"));
    var volunteer = new VolunteerId(row.getUUID("volunteer_id"));
    var period = new DateSpan(row.getLocalDate("from_day"), row.getLocalDate("until_day"));
    Proof state =
        switch (row.getString("state")) {
          case "waiting" -> new Proof.Waiting(id, volunteer, period);
          case "issued" -> new Proof.Issued(id);
          case "refused" -> new Proof.Refused(id);
          default -> new Proof.Revoked(id);
        };
    return new Recorded(
        state,
        id,
        volunteer,
        period,
        new AreaCode(row.getString("area")),
        row.getInteger("version"));
  }
}
