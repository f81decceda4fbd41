package org.muster.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.locationtech.jts.geom.Geometry;
import org.muster.model.Identifier;
import org.muster.model.NoteId;
import org.muster.model.access.AccountId;
import org.muster.model.assignment.AssignmentId;
import org.muster.model.assignment.PhotoId;
import org.muster.model.duty.HandoverId;
import org.muster.model.duty.TaskGroupId;
import org.muster.model.order.CommitmentId;
import org.muster.model.order.Contact;
import org.muster.model.order.OrderId;
import org.muster.model.order.QuotaId;
import org.muster.model.order.ReinforcementId;
import org.muster.model.order.ResponseId;
import org.muster.model.order.VoidId;
import org.muster.model.place.AreaCode;
import org.muster.model.place.StationId;
import org.muster.model.plan.PlanId;
import org.muster.model.plan.Shift;
import org.muster.model.record.ProofId;
import org.muster.model.record.RecordId;
import org.muster.model.request.AppealId;
import org.muster.model.request.ComplaintId;
import org.muster.model.request.RequestId;
import org.muster.model.roster.MobileNumber;
import org.muster.model.roster.TeamId;
import org.muster.model.roster.UnitId;
import org.muster.model.roster.VolunteerId;
import org.muster.model.talk.NoticeId;
import org.muster.model.talk.QuestionId;

/** Gives the domain's small values their JSON form, so that the domain needs no annotations. */
final class WireModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  WireModule() {
    addSerializer(Identifier.class, new Text<>(id -> id.value().toString()));
    identifier(AccountId.class, AccountId::new);
    identifier(AssignmentId.class, AssignmentId::new);
    identifier(NoteId.class, NoteId::new);
    identifier(PhotoId.class, PhotoId::new);
    identifier(OrderId.class, OrderId::new);
    identifier(PlanId.class, PlanId::new);
    identifier(RecordId.class, RecordId::new);
    identifier(ResponseId.class, ResponseId::new);
    identifier(StationId.class, StationId::new);
    identifier(RequestId.class, RequestId::new);
    identifier(ComplaintId.class, ComplaintId::new);
    identifier(AppealId.class, AppealId::new);
    identifier(ProofId.class, ProofId::new);
    identifier(TeamId.class, TeamId::new);
    identifier(UnitId.class, UnitId::new);
    identifier(VolunteerId.class, VolunteerId::new);
    identifier(QuotaId.class, QuotaId::new);
    identifier(CommitmentId.class, CommitmentId::new);
    identifier(HandoverId.class, HandoverId::new);
    identifier(VoidId.class, VoidId::new);
    identifier(ReinforcementId.class, ReinforcementId::new);
    identifier(TaskGroupId.class, TaskGroupId::new);
    identifier(NoticeId.class, NoticeId::new);
    identifier(QuestionId.class, QuestionId::new);
    addSerializer(Instant.class, new InstantText());
    text(AreaCode.class, AreaCode::value, AreaCode::of);
    text(Shift.class, Shift::toString, Shift::of);
    // Only read: a number is never written by mistake.
    addDeserializer(MobileNumber.class, new FromText<>(MobileNumber.class, MobileNumber::new));
    addKeyDeserializer(AreaCode.class, new AreaKey());
    addSerializer(Contact.class, new Text<>(Contact::text));
    addDeserializer(Contact.class, new ContactReader());
    addSerializer(Geometry.class, new GeoJson.Writer());
    addDeserializer(Geometry.class, new GeoJson.Reader());
  }

  private <T extends Identifier> void identifier(Class<T> type, Function<UUID, T> of) {
    addDeserializer(type, new FromText<>(type, text -> of.apply(UUID.fromString(text))));
  }

  private <T> void text(Class<T> type, Function<T, String> to, Function<String, T> of) {
    addSerializer(type, new Text<>(to));
    addDeserializer(type, new FromText<>(type, of));
  }

  private static final class Text<T> extends JsonSerializer<T> {
    private final Function<T, String> to;

    Text(Function<T, String> to) {
      this.to = to;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider p) throws IOException {
      json.writeString(to.apply(value));
    }
  }

  private static final class FromText<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<String, T> of;

    FromText(Class<T> type, Function<String, T> of) {
      super(type);
      this.of = of;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      String text = json.getValueAsString();
      try {
        return of.apply(text == null ? "" : text);
      } catch (IllegalArgumentException e) {
        return (T) context.handleWeirdStringValue(handledType(), text, "%s", e.getMessage());
      }
    }
  }

  private static final class AreaKey extends KeyDeserializer {
    @Override
    public AreaCode deserializeKey(String key, DeserializationContext context) throws IOException {
      try {
        return AreaCode.of(key);
      } catch (IllegalArgumentException e) {
        return (AreaCode) context.handleWeirdKey(AreaCode.class, key, "%s", e.getMessage());
      }
    }
  }

  /** A contact is one text, or an object with name and phone. */
  private static final class ContactReader extends StdDeserializer<Contact> {
    private static final long serialVersionUID = 1L;

    ContactReader() {
      super(Contact.class);
    }

    @Override
    public Contact deserialize(JsonParser json, DeserializationContext context) throws IOException {
      JsonNode node = context.readTree(json);
      return new Contact(
          node.isObject()
              ? node.path("name").asText() + " " + node.path("phone").asText()
              : node.asText());
    }
  }
}
