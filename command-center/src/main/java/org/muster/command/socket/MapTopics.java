package org.muster.command.socket;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.command.view.MapViews;
import org.muster.model.access.Principal;
import org.muster.model.access.Role;
import org.muster.model.place.AreaCode;

/** Maps as topics to follow: for the command post and for the community or street shown. */
public final class MapTopics implements Topics {
  private static final String MAP = "map/";

  private final MapViews maps;

  public MapTopics(MapViews maps) {
    this.maps = maps;
  }

  /** The topics that show a community: its own, its street's, and those above. */
  public static List<String> showing(AreaCode community) {
    return Stream.concat(Stream.of(community), community.above().stream())
        .map(area -> MAP + area.value())
        .toList();
  }

  /** Where people are is the affair of those who send and receive them, of nobody else. */
  @Override
  public Optional<Topic> open(Principal principal, String topic) {
    return topic.startsWith(MAP) && (principal.commands() || principal.is(Role.COMMUNITY))
        ? area(topic.substring(MAP.length()))
            .filter(principal::sees)
            .map(area -> new Map(maps, area))
        : Optional.empty();
  }

  private static Optional<AreaCode> area(String text) {
    try {
      return Optional.of(new AreaCode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private record Map(MapViews maps, AreaCode area) implements Topic {
    @Override
    public String scope() {
      return "";
    }

    @Override
    public JsonNode snapshot() {
      return maps.map(area);
    }
  }
}
