package org.muster.command.geo;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geotools.api.filter.And;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.Not;
import org.geotools.api.filter.Or;
import org.geotools.api.filter.PropertyIsBetween;
import org.geotools.api.filter.PropertyIsEqualTo;
import org.geotools.api.filter.PropertyIsGreaterThan;
import org.geotools.api.filter.PropertyIsGreaterThanOrEqualTo;
import org.geotools.api.filter.PropertyIsLessThan;
import org.geotools.api.filter.PropertyIsLessThanOrEqualTo;
import org.geotools.api.filter.PropertyIsLike;
import org.geotools.api.filter.PropertyIsNotEqualTo;
import org.geotools.api.filter.PropertyIsNull;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.spatial.BBOX;
import org.geotools.api.filter.spatial.DWithin;
import org.geotools.api.filter.spatial.Intersects;
import org.geotools.api.filter.spatial.Within;
import org.geotools.api.filter.temporal.After;
import org.geotools.api.filter.temporal.Before;
import org.geotools.api.filter.temporal.BinaryTemporalOperator;
import org.geotools.api.geometry.BoundingBox;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.muster.model.RefusedException;
import org.muster.model.place.Geometries;
import org.muster.model.place.Jurisdiction;
import org.muster.model.place.LonLat;
import org.muster.model.roster.Eligibility;
import org.muster.model.roster.RosterFilter;
import org.muster.model.roster.RosterFilter.Attribute;
import org.muster.model.roster.RosterFilter.Comparison;

/**
 * Reads a filter of advanced users, in ECQL, such as {@code skill = '急救' AND DWITHIN(home,
 * POINT(119.9 31.0), 1000, meters)}. Nothing is evaluated here: the filter becomes a tree of known
 * conditions, and a condition on a place becomes the communities it holds for.
 */
public final class Ecql {
  private static final Pattern COLUMN = Pattern.compile("column (\\d+)");

  /** Beyond this a circle is no neighbourhood any more. */
  private static final double RADIUS_MAX_M = 100_000;

  private final Jurisdiction places;

  private Ecql(Jurisdiction places) {
    this.places = places;
  }

  /** Throws a refusal of {@code q} that says at which position what is wrong. */
  public static RosterFilter read(String text, Jurisdiction places) {
    String plain = FilterText.checked(text);
    try {
      return new Ecql(places).of(ECQL.toFilter(plain));
    } catch (CQLException e) {
      throw misread(e, plain);
    } catch (RefusedException refused) {
      throw refused;
    } catch (RuntimeException | AssertionError e) {
      // The parser trips over some texts that are no filters instead of refusing them.
      throw RefusedException.invalid("q", "not understood");
    }
  }

  private static RefusedException misread(CQLException e, String plain) {
    Matcher column = COLUMN.matcher(String.valueOf(e.getMessage()));
    int at = column.find() ? Integer.parseInt(column.group(1)) - 1 : plain.length();
    return FilterText.wrong(Math.max(0, Math.min(at, plain.length())), "not understood");
  }

  private RosterFilter of(Filter filter) {
    return switch (filter) {
      case And and -> new RosterFilter.All(flat(parts(and.getChildren())));
      case Or or -> new RosterFilter.Any(parts(or.getChildren()));
      case Not not -> new RosterFilter.Not(of(not.getFilter()));
      case PropertyIsBetween between -> between(between);
      case PropertyIsLike like -> like(like);
      case PropertyIsNull absent -> new RosterFilter.Absent(attribute(absent.getExpression()));
      case BBOX box -> lives(box.getExpression1(), corners(box));
      case Intersects it -> lives(it.getExpression1(), geometry(it.getExpression2()));
      case Within it -> lives(it.getExpression1(), geometry(it.getExpression2()));
      case DWithin near -> near(near);
      case BinaryTemporalOperator time -> time(time);
      case BinaryComparisonOperator two -> compares(two);
      default -> throw RefusedException.invalid("q", "this condition is not known here");
    };
  }

  private List<RosterFilter> parts(List<Filter> filters) {
    var parts = new ArrayList<RosterFilter>();
    filters.forEach(filter -> parts.add(of(filter)));
    return parts;
  }

  /** Three conditions in a row come as a pair within a pair. */
  private static List<RosterFilter> flat(List<RosterFilter> parts) {
    var all = new ArrayList<RosterFilter>();
    for (RosterFilter part : parts) {
      if (part instanceof RosterFilter.All(var inner)) {
        all.addAll(inner);
      } else {
        all.add(part);
      }
    }
    return all;
  }

  private static RosterFilter compares(BinaryComparisonOperator two) {
    boolean turned =
        two.getExpression1() instanceof Literal && two.getExpression2() instanceof PropertyName;
    Comparison how = how(two);
    return turned
        ? compares(two.getExpression2(), mirrored(how), two.getExpression1())
        : compares(two.getExpression1(), how, two.getExpression2());
  }

  private static RosterFilter compares(Expression left, Comparison how, Expression right) {
    Attribute attribute = attribute(left);
    boolean ordered =
        attribute.type() == RosterFilter.Type.NUMBER || attribute.type() == RosterFilter.Type.DATE;
    if (!ordered && how != Comparison.EQUAL && how != Comparison.UNEQUAL) {
      throw wrong(attribute, "is not compared by size");
    }
    return new RosterFilter.Compares(attribute, how, value(attribute, right));
  }

  private static Comparison how(BinaryComparisonOperator two) {
    return switch (two) {
      case PropertyIsEqualTo _ -> Comparison.EQUAL;
      case PropertyIsNotEqualTo _ -> Comparison.UNEQUAL;
      case PropertyIsLessThan _ -> Comparison.LESS;
      case PropertyIsLessThanOrEqualTo _ -> Comparison.LESS_OR_EQUAL;
      case PropertyIsGreaterThan _ -> Comparison.GREATER;
      case PropertyIsGreaterThanOrEqualTo _ -> Comparison.GREATER_OR_EQUAL;
      default -> throw RefusedException.invalid("q", "this condition is not known here");
    };
  }

  private static Comparison mirrored(Comparison how) {
    return switch (how) {
      case EQUAL, UNEQUAL -> how;
      case LESS -> Comparison.GREATER;
      case LESS_OR_EQUAL -> Comparison.GREATER_OR_EQUAL;
      case GREATER -> Comparison.LESS;
      case GREATER_OR_EQUAL -> Comparison.LESS_OR_EQUAL;
    };
  }

  private static RosterFilter between(PropertyIsBetween between) {
    Expression what = between.getExpression();
    return new RosterFilter.All(
        List.of(
            compares(what, Comparison.GREATER_OR_EQUAL, between.getLowerBoundary()),
            compares(what, Comparison.LESS_OR_EQUAL, between.getUpperBoundary())));
  }

  private static RosterFilter time(BinaryTemporalOperator time) {
    Comparison how =
        switch (time) {
          case Before _ -> Comparison.LESS;
          case After _ -> Comparison.GREATER;
          default -> throw RefusedException.invalid("q", "this condition is not known here");
        };
    return compares(time.getExpression1(), how, time.getExpression2());
  }

  private static RosterFilter like(PropertyIsLike like) {
    Attribute attribute = attribute(like.getExpression());
    if (attribute.type() != RosterFilter.Type.TEXT && attribute.type() != RosterFilter.Type.TEXTS) {
      throw wrong(attribute, "is no text");
    }
    String pattern = like.getLiteral();
    if (pattern.indexOf('\\') >= 0) {
      throw wrong(attribute, "a pattern has no backslash");
    }
    return new RosterFilter.Like(attribute, pattern, !like.isMatchingCase());
  }

  private RosterFilter lives(Expression where, Geometry shape) {
    place(where);
    return new RosterFilter.Lives(new HashSet<>(places.communitiesWithin(shape)));
  }

  private static Geometry corners(BBOX box) {
    BoundingBox bounds = box.getBounds();
    return Geometries.FACTORY.toGeometry(
        new Envelope(bounds.getMinX(), bounds.getMaxX(), bounds.getMinY(), bounds.getMaxY()));
  }

  private RosterFilter near(DWithin near) {
    place(near.getExpression1());
    double factor =
        switch (near.getDistanceUnits()) {
          case "meters" -> 1;
          case "kilometers" -> 1000;
          default -> throw RefusedException.invalid("q", "distances are in meters or kilometers");
        };
    double radiusM = near.getDistance() * factor;
    if (!(radiusM > 0 && radiusM <= RADIUS_MAX_M)) {
      throw RefusedException.invalid("q", "a radius is at most " + (long) RADIUS_MAX_M + " meters");
    }
    if (!(geometry(near.getExpression2()) instanceof Point point)) {
      throw RefusedException.invalid("q", "a distance is from a point");
    }
    var center = new LonLat(point.getX(), point.getY());
    return new RosterFilter.Lives(new HashSet<>(places.communitiesWithin(center, radiusM)));
  }

  private static void place(Expression where) {
    if (attribute(where).type() != RosterFilter.Type.PLACE) {
      throw wrong(attribute(where), "is no place");
    }
  }

  private static Geometry geometry(Expression expression) {
    if (expression instanceof Literal literal && literal.getValue() instanceof Geometry shape) {
      return shape;
    }
    throw RefusedException.invalid("q", "a place is a point or a polygon");
  }

  private static Attribute attribute(Expression expression) {
    if (expression instanceof PropertyName name) {
      Optional<Attribute> found = FilterText.attribute(name.getPropertyName());
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw RefusedException.invalid("q", "a condition begins with an attribute");
  }

  private static Object value(Attribute attribute, Expression expression) {
    if (!(expression instanceof Literal literal) || literal.getValue() == null) {
      throw wrong(attribute, "is compared with a value");
    }
    Object value = literal.getValue();
    return switch (attribute.type()) {
      case TEXT, TEXTS -> String.valueOf(value);
      case FLAG -> flag(attribute, value);
      case NUMBER -> number(attribute, value);
      case DATE -> date(attribute, value);
      case PLACE -> throw wrong(attribute, "is a place");
    };
  }

  private static Object flag(Attribute attribute, Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    throw wrong(attribute, "is true or false");
  }

  private static Object number(Attribute attribute, Object value) {
    if (value instanceof Number number) {
      return new java.math.BigDecimal(number.toString());
    }
    throw wrong(attribute, "is a number");
  }

  private static Object date(Attribute attribute, Object value) {
    if (value instanceof Date moment) {
      return moment.toInstant().atZone(Eligibility.BEIJING).toLocalDate();
    }
    try {
      return LocalDate.parse(String.valueOf(value));
    } catch (DateTimeParseException e) {
      throw wrong(attribute, "is a date, such as 2026-11-22");
    }
  }

  private static RefusedException wrong(Attribute attribute, String reason) {
    return RefusedException.invalid("q." + attribute.word(), reason);
  }
}
