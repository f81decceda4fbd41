package org.muster.command.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.muster.model.Refusal;
import org.muster.model.RefusedException;
import org.muster.model.Texts;
import org.muster.model.place.CoordType;
import org.muster.model.place.Position;
import org.muster.model.wire.Json;

/** What a volunteer does with an assignment; the same over HTTP and over the socket. */
public sealed interface Deed {

  record Accept() implements Deed {}

  record Decline(String reason) implements Deed {
    public Decline {
      if (reason == null || reason.isBlank()) {
        throw new RefusedException(
            Refusal.REASON_MISSING,
            java.util.List.of(new org.muster.model.FieldProblem("reason", "required")));
      }
      reason = Texts.required("reason", reason, 500);
    }
  }

  record Depart() implements Deed {}

  /** On post, proven by a position or by the community's code. */
  record Arrive(Optional<Fix> position, Optional<String> code) implements Deed {
    public Arrive {
      if (position.isEmpty() && code.isEmpty()) {
        throw RefusedException.invalid("position", "a position or the community's code");
      }
    }
  }

  record Leave() implements Deed {}

  record Report(String text) implements Deed {
    public Report {
      text = Texts.required("text", text, 2000);
    }
  }

  /** A position as the phone states it; without {@code coordType} it means nothing. */
  record Fix(Double lon, Double lat, CoordType coordType, Double accuracyM) {
    public Fix {
      lon = Texts.required("lon", lon);
      lat = Texts.required("lat", lat);
      coordType = Texts.required("coordType", coordType);
      accuracyM = Texts.required("accuracyM", accuracyM);
    }

    Position canonical() {
      try {
        return Position.of(coordType, lon, lat, accuracyM);
      } catch (IllegalArgumentException e) {
        throw RefusedException.invalid("position", "lon or lat is outside the globe");
      }
    }
  }

  /** The deed of a name, with what it needs from the body. */
  static Deed of(String name, JsonNode body) {
    return switch (name) {
      case "accept" -> new Accept();
      case "decline" -> Json.decode(body, Decline.class);
      case "depart" -> new Depart();
      case "arrive" -> Json.decode(body, Arrive.class);
      case "leave" -> new Leave();
      case "report" -> Json.decode(body, Report.class);
      default -> throw RefusedException.invalid("name", "no such deed: " + name);
    };
  }
}
