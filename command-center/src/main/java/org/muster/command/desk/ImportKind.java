package org.muster.command.desk;

import java.util.Optional;
import org.muster.model.wire.EnumNames;

/** What an uploaded file is about. */
public enum ImportKind {
  /** One layer of divisions, as GeoJSON or GeoPackage. */
  AREAS,
  /** A code list of divisions. */
  DIVISIONS,
  UNITS,
  ROSTER,
  /** 下沉社区人员分配表: becomes a version of the plan. */
  DEPLOYMENT,
  INSURANCE,
  TRAINING;

  public static Optional<ImportKind> find(String word) {
    for (ImportKind kind : values()) {
      if (EnumNames.of(kind).equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
